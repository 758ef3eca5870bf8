package shopstream.app;

import java.time.Clock;
import picocli.CommandLine;
import shopstream.app.command.RootCommand;
import shopstream.app.outside.TemporaryFiles;
import shopstream.app.terminal.Terminal;

/** The program. */
public final class Shopstream {
    private Shopstream() {}

    public static void main(String[] arguments) {
        TemporaryFiles.ofThisProcess();
        Terminal terminal = Terminal.ofProcess(System.getenv(), Clock.systemUTC());
        CommandLine commandLine = RootCommand.commandLine(terminal);
        System.exit(commandLine.execute(arguments));
    }
}
