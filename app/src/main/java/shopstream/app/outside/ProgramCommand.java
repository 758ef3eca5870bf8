package shopstream.app.outside;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this very program is started once more: the same Java, the same options, the same classes. */
public final class ProgramCommand {
    private ProgramCommand() {}

    /** @param javaOptions further ones, for example for counting memory */
    public static List<String> of(List<String> javaOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A debugger's or profiler's agent is meant for one process.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib:") && !option.startsWith("-javaagent:"))
                .forEach(command::add);
        // Behind those of this process, so that they count.
        command.addAll(TemporaryFiles.ofAnother());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "shopstream.app.Shopstream"));
        command.addAll(arguments);
        return command;
    }
}
