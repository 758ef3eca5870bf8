package shopstream.app.command;

import java.util.Locale;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.recommender.evaluation.EvaluationProgress;

/** Tells on the terminal how far an evaluation is. */
record EvaluationSteps(Terminal terminal) implements EvaluationProgress {
    @Override
    public Stage begun(String words) {
        Step step = terminal.step(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        return new Stage() {
            @Override
            public void amount(String amount) {
                step.amount(amount);
            }

            @Override
            public void done() {
                step.done();
                step.close();
            }
        };
    }
}
