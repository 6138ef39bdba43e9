package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.dashboard.Samples.NOW;
import static vpnsentinel.dashboard.Samples.ZURICH;
import static vpnsentinel.dashboard.Samples.green;
import static vpnsentinel.dashboard.Samples.silent;
import static vpnsentinel.dashboard.Samples.stopped;
import static vpnsentinel.dashboard.Samples.with;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.network.Fact;

class PageTest {
    static Stream<Arguments> verdicts() {
        ClientView red = with("r", Colour.RED, Fact.EXIT_ON_HOME_LINE);
        ClientView yellow = with("y", Colour.YELLOW, Fact.DNS_LEAK);
        return Stream.of(
                Arguments.of(
                        List.of(),
                        "stopped",
                        "No clients yet",
                        "Start the first one behind the VPN: ./sentinel client, or docker compose --profile vpn up -d."),
                Arguments.of(
                        List.of(green("a")),
                        "green",
                        "1 client protected",
                        "Every address and every resolver is" + " where it should be."),
                Arguments.of(
                        List.of(green("a"), green("b")),
                        "green",
                        "All 2 clients protected",
                        "Every address and" + " every resolver is where it should be."),
                Arguments.of(
                        List.of(green("a"), green("b"), stopped(green("c"))),
                        "green",
                        "All 2 running clients protected",
                        "2 of 3 protected."),
                Arguments.of(List.of(stopped(green("a"))), "stopped", "No client is running", "0 of 1 protected."),
                Arguments.of(List.of(green("a"), yellow), "yellow", "1 client needs attention", "1 of 2 protected."),
                Arguments.of(List.of(yellow, yellow), "yellow", "2 clients need attention", "0 of 2 protected."),
                Arguments.of(
                        List.of(yellow, silent("s", Colour.GREEN)), "silent", "1 client silent", "0 of 2 protected."),
                Arguments.of(
                        List.of(yellow, silent("s", Colour.RED), red, red),
                        "red",
                        "2 clients exposed",
                        "0 of 4 protected."));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void theHeadlineIsTheWorstThatIsTrue(List<ClientView> clients, String tone, String words, String rest) {
        Page page = page(clients);

        assertThat(page.headline().tone()).isEqualTo(tone);
        assertThat(page.headline().words()).isEqualTo(words);
        assertThat(page.rest()).isEqualTo(rest);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(green("a"), "green", "Secure"),
                Arguments.of(
                        with("a", Colour.RED, Fact.EXIT_ON_HOME_LINE, Fact.DNS_LEAK), "red", "VPN Bypass Detected!"),
                Arguments.of(with("a", Colour.RED, Fact.EXIT_ON_HOME_NETWORK), "red", "VPN Bypass Detected!"),
                Arguments.of(with("a", Colour.RED, Fact.EXIT_SUSPECTED), "red", "VPN Bypass Suspected"),
                Arguments.of(with("a", Colour.YELLOW, Fact.EXIT_SUSPECTED), "yellow", "VPN Bypass Suspected"),
                Arguments.of(with("a", Colour.YELLOW, Fact.DNS_LEAK), "yellow", "DNS Leak Detected"),
                Arguments.of(with("a", Colour.YELLOW, Fact.DNS_ELSEWHERE), "yellow", "DNS Leak Detected"),
                Arguments.of(with("a", Colour.RED, Fact.DNS_LEAK), "red", "DNS Leak Detected"),
                Arguments.of(with("a", Colour.YELLOW, Fact.DNS_NEVER_VERIFIED), "yellow", "DNS Undetectable"),
                Arguments.of(with("a", Colour.YELLOW, Fact.DNS_NOT_VERIFIABLE), "yellow", "DNS Undetectable"),
                Arguments.of(
                        with("a", Colour.YELLOW, Fact.DNS_NOT_VERIFIABLE, Fact.BASELINE_STALE),
                        "yellow",
                        "Home address not confirmed"),
                Arguments.of(with("a", Colour.YELLOW, Fact.BASELINE_UNKNOWN), "yellow", "Home address unknown"),
                Arguments.of(with("a", Colour.YELLOW), "yellow", "Unverified"),
                Arguments.of(silent("a", Colour.RED), "silent", "Silent"),
                Arguments.of(stopped(with("a", Colour.RED, Fact.DNS_LEAK)), "stopped", "Stopped"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aStatusHasTheWordsThatUsersKnow(ClientView client, String tone, String words) {
        Badge badge = page(List.of(client)).rows().get(0).badge();

        assertThat(badge.tone()).isEqualTo(tone);
        assertThat(badge.words()).isEqualTo(words);
    }

    @Test
    void theMostUrgentClientStandsOnTop() {
        List<ClientView> clients = List.of(
                stopped(green("a")),
                green("c"),
                green("b"),
                with("d", Colour.YELLOW, Fact.DNS_LEAK),
                silent("e", Colour.GREEN),
                with("f", Colour.RED, Fact.EXIT_ON_HOME_LINE));

        assertThat(page(clients).rows()).extracting(ClientRow::id).containsExactly("f", "e", "d", "b", "c", "a");
    }

    @Test
    void aSilentClientIsNeverShownInItsLastColour() {
        ClientRow row = page(List.of(silent("a", Colour.GREEN))).rows().get(0);

        assertThat(row.badge()).isEqualTo(new Badge("silent", "◌", "Silent"));
        assertThat(row.detail()).isEqualTo("for 11 min, was: Secure");
    }

    @Test
    void aRowSaysWhatIsKnown() {
        ClientRow row = page(List.of(green("office"))).rows().get(0);

        assertThat(row.address()).isEqualTo("198.51.100.10");
        assertThat(row.provider()).isEqualTo("AS64500 Example Hosting");
        assertThat(row.location()).isEqualTo("Zürich, Switzerland");
        assertThat(row.dns()).isEqualTo("Switzerland · ZRH");
        assertThat(row.lastSeen()).isEqualTo(new Moment("2026-11-22T08:30:03.695484Z", "09:30:03", "12 s ago"));
    }

    @Test
    void aRowSaysByWhichProtocolTheResolverIsAsked() {
        ClientRow row = page(List.of(Samples.by(green("office"), "dot"))).rows().get(0);

        assertThat(row.dns()).isEqualTo("Switzerland · ZRH · by dot");
    }

    @Test
    void whatIsNotKnownIsCalledUnknown() {
        ClientRow row = page(List.of(Samples.nothingKnown("x"))).rows().get(0);

        assertThat(List.of(row.version(), row.address(), row.provider(), row.location(), row.dns()))
                .containsOnly("Unknown");
    }

    @Test
    void everyReasonCarriesEvidenceAndHint() {
        ClientRow row =
                page(List.of(with("a", Colour.YELLOW, Fact.DNS_LEAK))).rows().get(0);

        assertThat(row.reasons())
                .containsExactly(new Reason(
                        "yellow", "dns-leak", "DNS leak", "Evidence of dns-leak.", "Change the setting for dns-leak."));
    }

    @Test
    void theServerSaysHowItIs() {
        assertThat(Page.of(List.of(), Samples.server(), 1, NOW, ZURICH).details())
                .extracting(d -> d.label() + ": " + d.words() + ", " + d.more())
                .containsExactly(
                        "Server: Version 2.0.0, up 3 h 12 min",
                        "Home line: Known, 203.0.113.7 · AS64496 Example Telecom · confirmed 2 min ago",
                        "Telegram: Working, last message 3 min ago",
                        "Routes: In force, every file as it is on disk");
    }

    @Test
    void everyTroubleOfTheServerIsAnAlert() {
        assertThat(Page.of(List.of(), Samples.troubledServer(), 1, NOW, ZURICH).alerts())
                .extracting(Page.Alert::title)
                .containsExactly(
                        "The home line is unknown",
                        "An edited file cannot be used",
                        "Messages do not reach Telegram",
                        "Please look");
        assertThat(page(List.of()).alerts()).isEmpty();
    }

    @Test
    void makingAPageCallsNobody() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(
                        ".*(PageSteps|PageFiles|Template\\w+)(\\$.*)?") // what serves pages stands beside them
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.nio.file..",
                        "java.io..",
                        "java.sql..",
                        "org.apache..",
                        "io.vertx..",
                        "org.xbill..",
                        "vpnsentinel.lookup..",
                        "vpnsentinel.probe..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("vpnsentinel.dashboard"));
    }

    private static Page page(List<ClientView> clients) {
        return Page.of(clients, Samples.server(), 1, NOW, ZURICH);
    }
}
