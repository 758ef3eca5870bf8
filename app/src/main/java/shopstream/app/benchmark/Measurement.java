package shopstream.app.benchmark;

import java.util.List;

/** Something that is measured, alone or after others: it starts what it needs and finds running what others left. */
interface Measurement {

    /** One word, by which it is asked for. */
    String name();

    /** What it measures, as a sentence of progress. */
    String title();

    /**
     * Measures, and returns its lines of the table.
     *
     * @throws Exception when something could not be measured; the others go on
     */
    List<Figure> measure() throws Exception;
}
