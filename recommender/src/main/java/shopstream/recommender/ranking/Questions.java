package shopstream.recommender.ranking;

import java.util.Arrays;

/**
 * What a ranking learns from: the candidates of many sessions with their features, and which of them came next. The rows of
 * one question lie one after the other.
 */
final class Questions {
    private final int features;
    private float[] rows;
    private int[] starts;
    private int[] answers;
    private final int first;
    private int size;

    /** @param rows for how many there is room at first; more makes room, for which all are held twice for a moment */
    Questions(int features, int rows) {
        this(features, new float[rows * features], new int[1024], new int[1024], 0, 0);
    }

    private Questions(int features, float[] rows, int[] starts, int[] answers, int first, int size) {
        this.features = features;
        this.rows = rows;
        this.starts = starts;
        this.answers = answers;
        this.first = first;
        this.size = size;
    }

    /**
     * Adds a question.
     *
     * @param stride from one row to the next; what a row has beyond the features of these questions is left out
     * @param candidates how many
     * @param answer which of them came next
     */
    void add(float[] candidateRows, int stride, int candidates, int answer) {
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            answers = Arrays.copyOf(answers, 2 * answers.length);
        }
        int from = starts[size] * features;
        int length = candidates * features;
        if (from + length > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(from + length, rows.length + rows.length / 2));
        }
        for (int candidate = 0; candidate < candidates; candidate++) {
            System.arraycopy(candidateRows, candidate * stride, rows, from + candidate * features, features);
        }
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

    /** The first row of a question; that of one more question is where the last one ends. */
    int start(int question) {
        return starts[first + question];
    }

    /** The row of what came next. */
    int answer(int question) {
        return answers[first + question];
    }

    /** The features of all rows, of other questions too. */
    float[] rows() {
        return rows;
    }

    /** Some of the questions, by their order; the rows are shared and keep their numbers. */
    Questions part(int from, int to) {
        return new Questions(features, rows, starts, answers, first + from, to - from);
    }
}
