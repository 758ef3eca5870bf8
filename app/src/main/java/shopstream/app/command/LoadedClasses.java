package shopstream.app.command;

import shopstream.app.outside.ClassArchive;
import shopstream.app.terminal.Terminal;

/** The last thing that the first run does: it lets the next one start in less time. */
final class LoadedClasses {
    private LoadedClasses() {}

    static void keep(Terminal terminal) {
        ClassArchive.wanted().ifPresent(archive -> {
            terminal.say(
                    "Stopped. Writing down which classes were loaded, so that it starts sooner from now on; once, and may"
                            + " be interrupted");
            ClassArchive.write(archive);
        });
    }
}
