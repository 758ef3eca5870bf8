package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.TopicNames;
import shopstream.eventlog.Topics;
import shopstream.transformations.model.Mart;

/** Finds or begins the edition of a mart that the folder asks for. */
final class FolderEditions {
    private static final int PARTITIONS = 2;

    private final Path directory;
    private final LogAddress log;
    private final TopicNames names;
    private final String source;
    private final Topics topics;
    private final EditionJobs jobs;
    private final Clock clock;

    FolderEditions(Path directory, LogAddress log, String source, Topics topics, EditionJobs jobs, Clock clock) {
        this.directory = directory;
        this.log = log;
        this.names = log.names();
        this.source = source;
        this.topics = topics;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What becomes of the mart; the topic and the folder of the edition that the folder asks for are there then. */
    DeclaredMart begin(MartPlan plan, DeclaredMart mart) {
        String name = plan.mart().name();
        MartGeneration generation = MartGeneration.of(plan, directory.resolve(name), mart, topics, log, clock);
        String topic = names.mart(name, generation.fingerprint());
        MartDeclaration declaration = declaration(plan, topic, generation.fingerprint());
        MartEdition wanted = mart.edition(topic)
                .map(known -> known.declaredAs(declaration, plan.script()))
                .orElseGet(
                        () -> new MartEdition(declaration, Role.BUILDING, clock.instant(), null, null, plan.script()));
        DeclaredMart next = Succession.begin(mart, wanted, clock.instant());
        if (next.edition(topic).isPresent()) {
            topics.ensureKeyed(topic, partitions(declaration));
            jobs.folder(wanted).create();
            jobs.vouchFor(wanted);
        }
        return next;
    }

    private int partitions(MartDeclaration declaration) {
        return declaration.inputTopics().stream()
                .flatMap(input -> topics.partitions(input).stream())
                .max(Integer::compare)
                .orElse(PARTITIONS);
    }

    private MartDeclaration declaration(MartPlan plan, String topic, String fingerprint) {
        Mart mart = plan.mart();
        List<String> inputs = Scripts.sources(plan.script()).stream()
                .filter(table -> plan.datasets().contains(table.dataset()))
                .map(table -> table.topic(names, source))
                .toList();
        return new MartDeclaration(
                mart.name(),
                topic,
                names.jobGroup(mart.name(), fingerprint),
                inputs,
                mart.columns().stream()
                        .map(column ->
                                new MartColumn(column.name(), column.type().text(), column.description()))
                        .toList(),
                mart.key(),
                mart.references(),
                fingerprint,
                mart.description(),
                mart.delivery().text());
    }
}
