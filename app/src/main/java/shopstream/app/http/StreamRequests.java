package shopstream.app.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** A stream is a stream for whoever asks for it: curl does not say, as browsers do, that it accepts one. */
final class StreamRequests implements HttpConfiguration.Customizer {

    @Override
    public Request customize(Request request, HttpFields.Mutable answerHeaders) {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.endsWith("/stream")) {
            return request;
        }
        HttpFields headers = HttpFields.build(request.getHeaders()).put(HttpHeader.ACCEPT, "text/event-stream");
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }
}
