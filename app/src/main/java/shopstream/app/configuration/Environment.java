package shopstream.app.configuration;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Where {@code ${NAME}} in the configuration takes its value from. */
public final class Environment {
    private Environment() {}

    /** The environment of this process. */
    public static UnaryOperator<String> ofProcess() {
        return System.getenv()::get;
    }

    /** The environment of this process, with {@code otherwise} for each variable that it does not have. */
    public static UnaryOperator<String> ofProcessOr(String otherwise) {
        return name -> System.getenv().getOrDefault(name, otherwise);
    }

    /** The environment of this process, with some of its variables set otherwise. */
    public static UnaryOperator<String> ofProcessWith(Map<String, String> variables) {
        return name -> variables.getOrDefault(name, System.getenv(name));
    }
}
