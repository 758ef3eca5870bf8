package shopstream.app.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;

/** Takes one measurement after the other, telling what is done, and makes the table of what came of them. */
final class BenchmarkRun {
    private final String benchmark;
    private final List<String> names;
    private final Terminal terminal;

    /**
     * @param benchmark as it is called on the command line
     * @param names of all that it can measure
     */
    BenchmarkRun(String benchmark, List<String> names, Terminal terminal) {
        this.benchmark = benchmark;
        this.names = names;
        this.terminal = terminal;
    }

    /** What came of the measurements. @param complete whether everything that was asked for could be measured */
    record Measured(List<Figure> figures, boolean complete) {}

    /** @param only names of what is measured; what else is given is left out */
    Measured measure(List<Measurement> measurements, Set<String> only) {
        List<Figure> figures = new ArrayList<>();
        boolean complete = true;
        for (Measurement measurement : measurements) {
            if (only.contains(measurement.name())) {
                complete &= measure(measurement, figures);
            }
        }
        return new Measured(figures, complete);
    }

    private boolean measure(Measurement measurement, List<Figure> figures) {
        try (Step step = terminal.step(measurement.title())) {
            figures.addAll(measurement.measure());
            step.done();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            String why = Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
            terminal.complain("Not measured: " + measurement.title() + ". " + why);
            figures.add(Figure.told(measurement.name() + ": everything", "not measured: " + why));
            return false;
        }
    }

    /**
     * Makes the table, and writes it into a file where there is one; what was not measured now keeps its rows there.
     *
     * @param options as they were written on the command line
     * @param report the Markdown file whose section the table becomes
     */
    BenchmarkOutcome table(
            Measured measured, Surroundings surroundings, String options, Set<String> only, Optional<Path> report) {
        ResultTable table = new ResultTable(measured.figures());
        report.map(file -> new ResultSection(file, benchmark))
                .ifPresent(section -> write(section, table, surroundings, options, only));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(surroundings.sentence());
        return new BenchmarkOutcome(lines, measured.complete(), table.missed());
    }

    private void write(
            ResultSection section, ResultTable table, Surroundings surroundings, String options, Set<String> only) {
        List<String> others =
                names.stream().filter(name -> !only.contains(name)).toList();
        List<String> earlier = section.rowsOf(others);
        String command = "    ./shopstream bench " + benchmark + options
                + (others.isEmpty() ? "" : " --only " + String.join(",", only));
        String note = earlier.isEmpty()
                ? ""
                : " Lines of what was not measured then (" + String.join(", ", others) + ") are of earlier runs.";
        section.write(command + "\n\n" + surroundings.sentence() + note + "\n\n" + table.markdown(earlier));
    }
}
