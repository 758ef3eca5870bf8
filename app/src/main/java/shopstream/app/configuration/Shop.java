package shopstream.app.configuration;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import shopstream.app.ShopIdentity;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.TopicNames;
import shopstream.ingestion.database.DatabaseSource;
import shopstream.ingestion.database.ServerObjects;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.experiments.ExperimentFiles;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.own.OwnDeclaration;
import shopstream.recommender.own.OwnFiles;
import shopstream.recommender.placements.Placements;
import shopstream.transformations.flink.ModelCheck;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelFiles;
import shopstream.transformations.model.Models;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dashboards;
import shopstream.warehouse.dashboards.Reduction;
import shopstream.warehouse.store.ExpressionTrial;
import shopstream.warehouse.training.TrainingFiles;

/**
 * The folder that a user edits, as a whole: configuration, contracts, models, seeds and dashboards.
 *
 * @param events what happens on its pages; empty where no contract says what that looks like
 * @param recommending what recommendations are made of; empty where nothing is recommended
 * @param ownRecommenders those that the shop brings itself
 * @param experiments with recommendations
 * @param questions those that are open in the folder's files
 */
public record Shop(
        ShopConfiguration configuration,
        DatabaseSource source,
        List<Contract> contracts,
        Optional<EventContract> events,
        Models models,
        List<Seed> seeds,
        List<Dashboard> dashboards,
        Optional<Recommending> recommending,
        List<OwnDeclaration> ownRecommenders,
        Experiments experiments,
        List<OpenQuestion> questions) {

    public Shop {
        contracts = List.copyOf(contracts);
        seeds = List.copyOf(seeds);
        dashboards = List.copyOf(dashboards);
        ownRecommenders = List.copyOf(ownRecommenders);
        questions = List.copyOf(questions);
    }

    /**
     * Reads the folder around {@code shop.yaml}; everything wrong in any of its files is added to {@code problems}.
     *
     * @param environment gives the value of an environment variable, or null
     */
    public static Optional<Shop> read(Path file, UnaryOperator<String> environment, Problems problems) {
        Optional<ShopConfiguration> read = ShopConfiguration.read(file, environment, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ShopConfiguration configuration = read.get();
        Optional<DatabaseSource> source = source(configuration, problems);
        // A day without a time is a day of the shop, also where the source's times are in another zone.
        List<Contract> contracts = ContractFiles.read(configuration.contracts(), problems).stream()
                .map(contract -> contract.withDaysIn(configuration.zone()))
                .toList();
        Optional<EventContract> events = events(configuration, contracts, problems);
        List<Seed> seeds = SeedFiles.read(configuration.seeds(), problems);
        Models models = ModelFiles.read(configuration.models(), seeds, InputTable.all(contracts, events), problems);
        List<Dashboard> dashboards = Dashboards.read(configuration.dashboards(), problems);
        Dashboards.check(dashboards, declarations(models.marts()), seeds, problems);
        ExpressionTrial.of(dashboards, declarations(models.marts()), seeds, problems);
        ScheduleDeclarations.check(
                configuration.schedules(),
                TrainingFiles.read(configuration.training(), problems),
                configuration.training(),
                problems);
        Optional<Recommending> recommending = recommending(file, environment, contracts, models, problems);
        List<OwnDeclaration> own = recommending
                .map(declared -> ownRecommenders(declared, configuration.zone(), contracts, problems))
                .orElse(List.of());
        Experiments experiments = new Experiments(
                ExperimentFiles.read(file.resolveSibling("experiments"), configuration.zone(), problems));
        List<OpenQuestion> questions = OpenQuestion.in(configuration, problems);
        return source.map(known -> new Shop(
                configuration,
                known,
                contracts,
                events,
                models,
                seeds,
                dashboards,
                recommending,
                own,
                experiments,
                questions));
    }

    /** All that models may read. */
    public List<InputTable> inputs() {
        return InputTable.all(contracts, events);
    }

    /** Reads the folder, or says everything that is wrong with it. */
    public static Shop readOrRefuse(Path file, UnaryOperator<String> environment) {
        Problems problems = new Problems();
        Optional<Shop> shop = read(file, environment, problems);
        problems.orThrow();
        return shop.orElseThrow();
    }

    /** This shop where its source lacks tables: a dashboard goes on without the measures and dimensions that need them. */
    public Shop without(Set<String> missingDatasets) {
        if (missingDatasets.isEmpty()) {
            return this;
        }
        List<Mart> possible = ModelCheck.possibleWithout(models, inputs(), missingDatasets);
        Reduction reduction = new Reduction(declarations(possible), seeds);
        return new Shop(
                configuration,
                source,
                contracts,
                events,
                models,
                seeds,
                dashboards.stream().map(reduction::of).toList(),
                recommending.filter(declared ->
                        !missingDatasets.contains(declared.products().dataset())),
                ownRecommenders,
                experiments,
                questions);
    }

    private static Optional<Recommending> recommending(
            Path file, UnaryOperator<String> environment, List<Contract> contracts, Models models, Problems problems) {
        Map<String, List<String>> datasets = new TreeMap<>();
        contracts.forEach(contract -> datasets.put(
                contract.dataset(),
                contract.columns().stream().map(Column::name).toList()));
        Map<String, List<String>> marts = new TreeMap<>();
        declarations(models.marts())
                .forEach(mart -> marts.put(
                        mart.name(),
                        mart.columns().stream().map(MartColumn::name).toList()));
        Optional<Recommending> recommending =
                Recommending.read(file.resolveSibling("recommendations.yaml"), environment, datasets, marts, problems);
        recommending.ifPresent(declared -> new PersonalColumns(contracts).refuseIn(declared, problems));
        return recommending;
    }

    /** The recommenders of the shop's own, and whether each that a placement names is one of them. */
    private static List<OwnDeclaration> ownRecommenders(
            Recommending declared, ZoneId zone, List<Contract> contracts, Problems problems) {
        List<OwnDeclaration> own = new OwnFiles(
                        columns(contracts, declared.products().dataset()),
                        declared.customers()
                                .map(customers -> columns(contracts, customers.dataset()))
                                .orElse(List.of()),
                        problems)
                .readAll(declared.recommenders());
        declared.customers()
                .ifPresent(customers ->
                        own.forEach(each -> new PersonalColumns(contracts).refuseIn(each, customers, problems)));
        List<String> names = OwnFiles.names(declared.recommenders());
        Placements.read(declared.placements(), declared.products(), zone, Placements.NONE, problems)
                .all()
                .values()
                .forEach(placement -> placement
                        .recommender()
                        .filter(name -> !names.contains(name))
                        .ifPresent(name -> problems.add(
                                placement.place(),
                                "The placement asks the recommender `" + name + "`, and there is none.",
                                names.isEmpty()
                                        ? "Write " + declared.recommenders().resolve(name + ".yaml")
                                                + ", or take the line out."
                                        : "Name one of " + String.join(", ", names) + ".")));
        return own;
    }

    private static List<String> columns(List<Contract> contracts, String dataset) {
        return contracts.stream()
                .filter(contract -> contract.dataset().equals(dataset))
                .flatMap(contract -> contract.columns().stream())
                .map(Column::name)
                .toList();
    }

    private static Optional<EventContract> events(
            ShopConfiguration configuration, List<Contract> tables, Problems problems) {
        List<EventContract> streams = EventContractFiles.read(configuration.contracts(), problems);
        for (EventContract stream : streams) {
            boolean taken = tables.stream().anyMatch(table -> table.dataset().equals(stream.dataset()))
                    || new TopicNames(configuration.log().prefix()).isTaken(stream.dataset());
            if (stream != streams.get(0) || taken) {
                problems.add(
                        stream.place(),
                        taken
                                ? "A stream cannot be called `" + stream.dataset() + "`: something else is already"
                                : "There is a contract of a stream of events already, that of `"
                                        + streams.get(0).dataset() + "`",
                        taken ? "Give the stream another name." : "Keep one of the two.");
            }
        }
        return streams.stream().findFirst();
    }

    private static Optional<DatabaseSource> source(ShopConfiguration configuration, Problems problems) {
        ShopConfiguration.Source source = configuration.source();
        if (source.url().isEmpty()) {
            return Optional.empty();
        }
        try {
            ServerObjects objects = ServerObjects.of(configuration.log().prefix(), source.name())
                    .creating(source.createServerObjects())
                    .holdingBackAtMost(source.mostLogHeldBack());
            return Optional.of(
                    DatabaseSource.at(source.name(), source.url(), source.user(), source.password(), source.zone())
                            .with(objects)
                            .with(configuration.snapshot()));
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    source.place(),
                    wrong.getMessage() + ".",
                    "Write the address as jdbc:mariadb://HOST:PORT/DATABASE or jdbc:postgresql://HOST:PORT/DATABASE.");
            return Optional.empty();
        }
    }

    /** The marts as their files declare them: enough to tell whether a dashboard can be computed from them. */
    private static List<MartDeclaration> declarations(List<Mart> marts) {
        return marts.stream()
                .map(mart -> new MartDeclaration(
                        mart.name(),
                        "",
                        "",
                        List.of(),
                        mart.columns().stream()
                                .map(column -> new MartColumn(
                                        column.name(), column.type().text(), column.description()))
                                .toList(),
                        mart.key(),
                        mart.references(),
                        "",
                        mart.description(),
                        ""))
                .toList();
    }

    /** What a data directory remembers it belongs to. */
    public ShopIdentity identity() {
        return new ShopIdentity(configuration.name(), source.database() + " at " + source.address());
    }
}
