package shopstream.app.command;

import java.util.List;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Problem;

/** Prints what is wrong, all at once: where, what, and the next step. */
final class Findings {
    private Findings() {}

    static void print(Terminal terminal, List<Problem> problems) {
        for (Problem problem : problems) {
            terminal.complain(problem.place() + ": " + problem.message());
            terminal.say("  next: " + problem.nextStep());
        }
        terminal.say(problems.size() == 1 ? "1 problem." : problems.size() + " problems.");
    }
}
