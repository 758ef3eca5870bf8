package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a server's last words into what to do about them. */
final class StartFailure {

    private static final Pattern MISSING_LIBRARY = Pattern.compile("loading shared libraries: ([^:\\s]+)");

    /** Where Debian and Ubuntu keep the libraries that a small installation may lack. */
    private static final Map<String, String> PACKAGES = Map.of(
            "libaio", "libaio1",
            "liburing", "liburing2",
            "libnuma", "libnuma1",
            "libncurses", "libncurses6",
            "libtinfo", "libtinfo6",
            "libcrypt", "libcrypt1",
            "libsystemd", "libsystemd0",
            "libstdc++", "libstdc++6");

    private static final int LAST_LINES = 12;

    private StartFailure() {}

    /** What went wrong, by the server's log. */
    static ServerFailure of(ServerDirectory directory, String what) throws IOException {
        String log = Files.exists(directory.log()) ? Files.readString(directory.log()) : "";
        return new ServerFailure(what + ". " + reason(log) + " The whole log: " + directory.log());
    }

    static boolean portTaken(ServerDirectory directory) throws IOException {
        return Files.exists(directory.log())
                && Files.readString(directory.log()).contains("Bind on TCP/IP port");
    }

    static String reason(String log) {
        Matcher missing = MISSING_LIBRARY.matcher(log);
        if (missing.find()) {
            String library = missing.group(1);
            String stem = library.replaceFirst("\\.so.*", "").replaceFirst("w$", "");
            String name = PACKAGES.get(stem);
            return "The library " + library + " is missing. "
                    + (name == null
                            ? "Install the package that holds it (`apt-file search " + library + "` names it)."
                            : "Install it (Debian, Ubuntu: `apt-get install " + name + "`).");
        }
        if (log.contains("No space left on device")) {
            return "The disk is full. Free some space, or choose another directory.";
        }
        List<String> lines = log.lines().toList();
        return "Its last words: "
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
