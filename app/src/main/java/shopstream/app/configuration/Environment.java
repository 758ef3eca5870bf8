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

    /** The environment of this process, with some of its variables set otherwise. */
    public static UnaryOperator<String> ofProcessWith(Map<String, String> variables) {
        return name -> variables.getOrDefault(name, System.getenv(name));
    }
}
