package shopstream.recommender.ranking;

import java.util.Arrays;

/**
 * What a ranking learns from: the candidates of many sessions with their features, and which of them came next. The rows of
 * one question lie one after the other.
 */
final class Questions {
    private final int features;
    private float[] rows = new float[1 << 16];
    private int[] starts = new int[1024];
    private int[] answers = new int[1024];
    private int size;

    Questions(int features) {
        this.features = features;
    }

    /**
     * Adds a question.
     *
     * @param candidates how many
     * @param answer which of them came next
     */
    void add(float[] candidateRows, int candidates, int answer) {
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            answers = Arrays.copyOf(answers, 2 * answers.length);
        }
        int from = starts[size] * features;
        int length = candidates * features;
        if (from + length > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(from + length, rows.length + rows.length / 2));
        }
        System.arraycopy(candidateRows, 0, rows, from, length);
        answers[size] = starts[size] + answer;
        starts[size + 1] = starts[size] + candidates;
        size++;
    }

    /** How many questions. */
    int size() {
        return size;
    }

    int features() {
        return features;
    }

    /** The first row of a question, counted over all questions; that of one more question is where the last one ends. */
    int start(int question) {
        return starts[question];
    }

    /** The row of what came next, counted over all questions. */
    int answer(int question) {
        return answers[question];
    }

    /** All rows; more room may follow. */
    float[] rows() {
        return rows;
    }

    /** The latest or earliest of the questions, by their order. */
    Questions part(int from, int to) {
        var part = new Questions(features);
        part.rows = Arrays.copyOfRange(rows, starts[from] * features, starts[to] * features);
        part.size = to - from;
        part.starts = new int[part.size + 1];
        part.answers = new int[part.size + 1];
        for (int question = from; question < to; question++) {
            part.starts[question - from + 1] = starts[question + 1] - starts[from];
            part.answers[question - from] = answers[question] - starts[from];
        }
        return part;
    }
}
