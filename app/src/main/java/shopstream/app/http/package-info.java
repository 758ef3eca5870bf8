/** The HTTP surface: the API as JSON, the pages as files, health and metrics. Listens on 127.0.0.1 only. */
package shopstream.app.http;
