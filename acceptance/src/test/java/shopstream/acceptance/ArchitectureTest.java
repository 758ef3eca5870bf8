package shopstream.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the compiler does not hold by itself: who may know whom, and which words a name may not have. */
class ArchitectureTest {
    private static JavaClasses program;

    @BeforeAll
    static void read() {
        program = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("shopstream");
    }

    @Test
    void theArrowsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("contracts")
                .definedBy("shopstream.contracts..")
                .layer("eventlog")
                .definedBy("shopstream.eventlog..")
                .layer("lake")
                .definedBy("shopstream.lake..")
                .layer("ingestion")
                .definedBy("shopstream.ingestion..")
                .layer("transformations")
                .definedBy("shopstream.transformations..")
                .layer("warehouse")
                .definedBy("shopstream.warehouse..")
                .layer("recommender")
                .definedBy("shopstream.recommender..")
                .layer("operations")
                .definedBy("shopstream.operations..")
                .layer("demo")
                .definedBy("shopstream.demo..")
                .layer("app")
                .definedBy("shopstream.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("ingestion")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("transformations")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("warehouse")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("recommender")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("operations")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("eventlog")
                .mayOnlyBeAccessedByLayers(
                        "ingestion", "transformations", "warehouse", "recommender", "operations", "app")
                .whereLayer("lake")
                .mayOnlyBeAccessedByLayers("transformations", "warehouse", "recommender", "operations", "app")
                .check(program);
    }

    @Test
    void theDemoKnowsOnlyItsOwnDatabase() {
        noClasses()
                .that()
                .resideInAPackage("shopstream.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "shopstream.contracts..",
                        "shopstream.eventlog..",
                        "shopstream.lake..",
                        "shopstream.ingestion..",
                        "shopstream.transformations..",
                        "shopstream.warehouse..",
                        "shopstream.recommender..",
                        "shopstream.operations..",
                        "shopstream.app..")
                .check(program);
    }

    @Test
    void eachHeavyLibraryIsKnownToOneModule() {
        onlyIn("shopstream.ingestion..", "io.debezium..");
        onlyIn("shopstream.transformations..", "org.apache.flink..");
        onlyIn("shopstream.warehouse..", "org.duckdb..");
        onlyIn(
                "shopstream.recommender..",
                "ml.dmlc..",
                "org.bytedeco..",
                "org.ejml..",
                "io.github.jbellis..",
                "ai.onnxruntime..");
        onlyIn("shopstream.operations..", "com.cronutils..", "net.sf.jsqlparser..");
        onlyIn("shopstream.app..", "io.javalin..", "picocli..");
        onlyIn("shopstream.demo..", "ch.vorburger..");
        // Iceberg's sink for Flink is where Flink is, in one package.
        noClasses()
                .that()
                .resideOutsideOfPackages("shopstream.lake..", "shopstream.transformations.lake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.iceberg..", "org.apache.hadoop..")
                .check(program);
    }

    private static void onlyIn(String module, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(program);
    }

    @Test
    void namesAreNounsOfTheField() {
        classes()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Common|Impl|Processor)")
                .check(program);
    }
}
