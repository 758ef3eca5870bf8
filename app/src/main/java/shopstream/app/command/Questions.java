package shopstream.app.command;

import java.util.List;
import shopstream.app.Refusal;
import shopstream.app.configuration.OpenQuestion;
import shopstream.app.configuration.Shop;
import shopstream.app.terminal.Terminal;

/** Says which questions in the shop's files are open. */
final class Questions {
    private Questions() {}

    /** Prints every question with its place; returns how many of them figures depend on. */
    static long print(Shop shop, Terminal terminal) {
        for (OpenQuestion question : shop.questions()) {
            if (question.needed()) {
                terminal.complain(question.place() + ": question: " + question.text());
                terminal.say("  next: figures would be wrong without the answer; write it there and remove the line.");
            } else {
                terminal.say(question.place() + ": note: question: " + question.text());
                terminal.say("  next: write the answer there and remove the line; figures do not wait for it.");
            }
        }
        return needed(shop).size();
    }

    /** Refuses to show figures that would be wrong. */
    static void answeredOrRefuse(Shop shop) {
        List<OpenQuestion> needed = needed(shop);
        if (!needed.isEmpty()) {
            OpenQuestion first = needed.get(0);
            throw new Refusal(
                    (needed.size() == 1 ? "A question is" : needed.size() + " questions are")
                            + " open without whose answer figures would be wrong; the first at " + first.place() + ": "
                            + first.text(),
                    "Write the answer there and remove the line. ./shopstream check lists all of them.");
        }
    }

    private static List<OpenQuestion> needed(Shop shop) {
        return shop.questions().stream().filter(OpenQuestion::needed).toList();
    }
}
