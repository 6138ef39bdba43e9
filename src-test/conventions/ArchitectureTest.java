package conventions;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;

/** The borders of the house: what may know what. */
class ArchitectureTest {
    private static JavaClasses product;

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("vpnsentinel");
    }

    @Test
    void theRoutingEngineIsKnownWhereRoutesMeetTheRest() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "vpnsentinel.engine..",
                        "vpnsentinel.http..",
                        "vpnsentinel.call..",
                        "vpnsentinel.metrics..",
                        "vpnsentinel.command..",
                        "vpnsentinel.launch..")
                .and()
                .haveNameNotMatching(".*(Steps|Components?|Consumer|Wiring)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "io.vertx..", "io.netty..")
                .check(product);
    }

    @Test
    void whatIsDecidedKnowsNoRoutingEngineAtAll() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "vpnsentinel.verdict..",
                        "vpnsentinel.fleet..",
                        "vpnsentinel.home..",
                        "vpnsentinel.network..",
                        "vpnsentinel.wire..",
                        "vpnsentinel.settings..",
                        "vpnsentinel.access..",
                        "vpnsentinel.health..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "io.vertx..", "io.netty..")
                .check(product);
    }

    @Test
    void onlyTheStoreKnowsHowDatabasesAreSpokenTo() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vpnsentinel.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        "org.flywaydb..")
                .check(product);
    }

    /** What is decided is handed to the store, and never asks it. */
    @Test
    void whatIsDecidedKnowsNoStore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "vpnsentinel.verdict..", "vpnsentinel.fleet..", "vpnsentinel.home..", "vpnsentinel.access..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vpnsentinel.store..")
                .check(product);
    }

    @Test
    void onlyWhoAsksAndWhoAnswersKnowTheDnsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages("vpnsentinel.probe..", "vpnsentinel.echoserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.xbill..")
                .check(product);
    }

    @Test
    void rulesKnowTheJdkTheNetworkAndTheHomeLineOnly() {
        classes()
                .that()
                .resideInAPackage("vpnsentinel.verdict..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "org.jspecify..",
                        "vpnsentinel.verdict..",
                        "vpnsentinel.network..",
                        "vpnsentinel.words..",
                        "vpnsentinel.home.."))
                .check(product);
    }

    /** Words that stand in a rule would be found by nobody who translates or changes them. */
    @Test
    void rulesTakeTheirWordsFromTheCatalogue() {
        noClasses()
                .that()
                .resideInAPackage("vpnsentinel..")
                .should()
                .callConstructor(Finding.class, Fact.class, String.class, String.class)
                .check(product);
    }

    @Test
    void theVocabularyAndTheWordsKnowTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("vpnsentinel.network..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "vpnsentinel.network..", "vpnsentinel.words.."))
                .check(product);
        classes()
                .that()
                .resideInAPackage("vpnsentinel.words..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "vpnsentinel.words.."))
                .check(product);
    }

    @Test
    void decisionsReadNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "vpnsentinel.verdict..",
                        "vpnsentinel.home..",
                        "vpnsentinel.network..",
                        "vpnsentinel.wire..",
                        "vpnsentinel.access..",
                        "vpnsentinel.alert..",
                        "vpnsentinel.fleet..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(product);
    }

    @Test
    void bothHalvesShareNothingOfTheServersOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "vpnsentinel.network..",
                        "vpnsentinel.settings..",
                        "vpnsentinel.wire..",
                        "vpnsentinel.lookup..",
                        "vpnsentinel.probe..",
                        "vpnsentinel.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vpnsentinel.home..",
                        "vpnsentinel.verdict..",
                        "vpnsentinel.fleet..",
                        "vpnsentinel.alert..",
                        "vpnsentinel.access..",
                        "vpnsentinel.api..",
                        "vpnsentinel.dashboard..",
                        "vpnsentinel.health..",
                        "vpnsentinel.launch..")
                .check(product);
    }

    @Test
    void nobodyKnowsWhoStartsHim() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vpnsentinel.launch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vpnsentinel.launch..")
                .check(product);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("vpnsentinel.(*)..").should().beFreeOfCycles().check(product);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that(not(simpleNameEndingWith("package-info")))
                .should()
                .resideInAnyPackage(nullMarked())
                .check(product);
    }

    private static String[] nullMarked() {
        return product.stream()
                .filter(each -> each.getSimpleName().equals("package-info"))
                .filter(each -> each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(each -> each.getPackageName())
                .toArray(String[]::new);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .that(resideInAPackage("vpnsentinel.."))
                .should()
                .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl|Data|Info)(\\$.*)?")
                .check(product.that(not(simpleNameEndingWith("package-info"))));
    }
}
