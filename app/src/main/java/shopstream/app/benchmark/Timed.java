package shopstream.app.benchmark;

import java.util.List;
import java.util.function.Consumer;

/** How long each of many small things takes. */
final class Timed {
    private Timed() {}

    /** In microseconds, one after the other on this thread. */
    static <T> Sample micros(List<T> all, Consumer<T> done) {
        double[] micros = new double[all.size()];
        for (int each = 0; each < micros.length; each++) {
            long begun = System.nanoTime();
            done.accept(all.get(each));
            micros[each] = (System.nanoTime() - begun) / 1e3;
        }
        return Sample.of(micros);
    }
}
