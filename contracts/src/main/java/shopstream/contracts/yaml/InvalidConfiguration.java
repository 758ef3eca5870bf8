package shopstream.contracts.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** The user's files cannot be used as they are; the message lists every problem, one a line. */
public final class InvalidConfiguration extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidConfiguration(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
