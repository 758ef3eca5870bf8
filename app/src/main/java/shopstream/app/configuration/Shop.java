package shopstream.app.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.model.Models;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dashboards;

/** The folder that a user edits, as a whole: configuration, contracts, models, seeds and dashboards. */
public record Shop(
        ShopConfiguration configuration, List<Contract> contracts, Models models, List<Dashboard> dashboards) {

    public Shop {
        contracts = List.copyOf(contracts);
        dashboards = List.copyOf(dashboards);
    }

    /**
     * Reads the folder around {@code shop.yaml}; everything wrong in any of its files is added to {@code problems}.
     *
     * @param environment gives the value of an environment variable, or null
     */
    public static Optional<Shop> read(Path file, UnaryOperator<String> environment, Problems problems) {
        return ShopConfiguration.read(file, environment, problems).map(configuration -> {
            List<Contract> contracts = ContractFiles.read(configuration.contracts(), problems);
            Models models = ModelFiles.read(configuration.models(), configuration.seeds(), contracts, problems);
            List<Dashboard> dashboards = Dashboards.read(configuration.dashboards(), problems);
            return new Shop(configuration, contracts, models, dashboards);
        });
    }

    /** Reads the folder, or says everything that is wrong with it. */
    public static Shop readOrRefuse(Path file, UnaryOperator<String> environment) {
        Problems problems = new Problems();
        Optional<Shop> shop = read(file, environment, problems);
        problems.orThrow();
        return shop.orElseThrow();
    }

    /** What a data directory remembers it belongs to. */
    public String identity() {
        return configuration.source().url();
    }
}
