package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import demo.BotApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.Rig;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;

/** From a transition to the words that arrive in the chat: raise-alert, and its error policy alert-failed. */
class RaiseAlertRouteTest {
    @TempDir
    private Path folder;

    private final BotApi api = BotApi.start(0, Rig.CHAT);
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = Rig.start(folder, Rig.environment(api, Map.of("TZ", "Europe/Zurich")));
    }

    @AfterEach
    void stop() {
        rig.close();
        api.close();
    }

    private String told(Transition transition) {
        rig.raise(transition);
        return arrived(1).get(0);
    }

    private List<String> arrived(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> api.sent().size() >= count);
        return api.texts();
    }

    @Test
    void aBypassIsToldWithReasonHintAndAllThatUsersExpect() {
        String text = told(Sights.of("office-vpn", Status.RED)
                .at("198.51.100.20", 64510, "DE")
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .after(Status.GREEN));

        assertThat(text).isEqualTo("""
                🔴 VPN Bypass Detected!
                office-vpn: green → red after 3 h 12 min.

                • exit on the home line: evidence of exit-on-home-line
                  set VPN_SENTINEL_DNS_ALLOWED

                VPN IP: 198.51.100.20
                Before: 203.0.113.10
                Server IP: 198.51.100.20
                Location: Zürich, Zurich, DE
                Provider: AS64510 Example Hosting
                Timezone: Europe/Zurich
                DNS: CH (ZRH)
                Version: 2.0.0
                Time: 2026-11-22 09:30:15 CET""");
        assertThat(api.sent().get(0).quiet()).isFalse();
    }

    @Test
    void aDnsLeakAndAnUndetectableDnsAreSaidInTheWordsThatUsersKnow() {
        rig.raise(Sights.of("a", Status.YELLOW)
                .found(Colour.YELLOW, Fact.DNS_LEAK)
                .after(Status.GREEN));
        rig.raise(Sights.of("b", Status.YELLOW)
                .found(Colour.YELLOW, Fact.DNS_NOT_VERIFIABLE)
                .after(Status.GREEN));

        assertThat(arrived(2).get(0)).startsWith("🟡 DNS Leak Detected\na: green → yellow after 3 h 12 min.");
        assertThat(arrived(2).get(1)).startsWith("🟡 DNS Undetectable\nb: green → yellow");
    }

    @Test
    void aRecoveryArrivesWithoutASound() {
        assertThat(told(Sights.of("office-vpn", Status.GREEN).after(Status.RED)))
                .startsWith("🟢 Secure\noffice-vpn: red → green after 3 h 12 min.");
        assertThat(api.sent().get(0).quiet()).isTrue();
    }

    @Test
    void aFirstSightIsToldWithoutAStatusBefore() {
        assertThat(told(Sights.of("office-vpn", Status.GREEN).first()))
                .startsWith("🟢 VPN Connected: Secure\noffice-vpn is seen for the first time and is green.");
    }

    @Test
    void aSilenceAndItsEndAreToldWithTheirDurations() {
        rig.raise(Sights.of("office-vpn", Status.SILENT).after(Status.GREEN));
        rig.raise(Sights.of("office-vpn", Status.GREEN)
                .after(Transition.Kind.RETURNED, Status.SILENT, Duration.ofMinutes(47)));

        assertThat(arrived(2).get(0))
                .startsWith("⚫ No Keepalive\noffice-vpn is silent, it was green for 3 h 12 min. Last heard 42 s ago.");
        assertThat(arrived(2).get(1)).startsWith("🟢 Back Again: Secure\noffice-vpn is green after 47 min of silence.");
    }

    @Test
    void allThatDidNotFollowThisServerToItsNewAddressAreToldInOneMessage() {
        for (String id : List.of("office", "tokyo")) {
            rig.raise(Sights.of(id, Status.SILENT)
                    .after(Transition.Kind.LEFT_BEHIND, Status.GREEN, Duration.ofHours(1))
                    .with(List.of("office", "tokyo")));
        }
        rig.serverStarted();

        assertThat(arrived(2).get(0))
                .startsWith("⚫ office, tokyo: silent since this server's address changed\n")
                .contains("VPN_SENTINEL_URL", "Server IP: 198.51.100.20");
        assertThat(arrived(2).get(1)).startsWith("🛡");
        assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
        assertThat(api.sent().get(0).quiet()).isFalse();
    }

    @Test
    void aMovedExitIsToldWithBothAddresses() {
        String text = told(Sights.of("office-vpn", Status.GREEN)
                .at("192.0.2.77", 64511, "SE")
                .after(Transition.Kind.EXIT_MOVED, Status.GREEN, Duration.ofHours(1)));

        assertThat(text)
                .startsWith("🟢 VPN IP Changed\noffice-vpn is still green.")
                .contains("VPN IP: 192.0.2.77\nBefore: 203.0.113.10\n");
    }

    @Test
    void anOrderlyStopIsNotTold() {
        rig.raise(Sights.of("office-vpn", Status.GREEN)
                .stoppedInOrder()
                .after(Transition.Kind.STOPPED, Status.GREEN, Duration.ofHours(1)));
        rig.serverStarted();

        assertThat(arrived(1)).singleElement().asString().startsWith("🛡 VPN Sentinel Server Started");
        assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
    }

    @Test
    void theStartSaysVersionAndHomeLine() {
        rig.serverStarted();

        assertThat(arrived(1).get(0)).contains("\nVersion: 2.0.0\nServer IP: 198.51.100.20\nTime: 20");
    }

    @Test
    void oneSilenceOfAllClientsIsToldOnce() {
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW));
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW));
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW.plusSeconds(60)));

        assertThat(arrived(2)).hasSize(2).allMatch(text -> text.startsWith("⚠️ No Clients Left"));
        assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
    }

    @Test
    void hostileValuesArriveAsTheyAreAndBreakNothing() {
        String hostile = "<b>x</b>${7*7}<#assign a=1>&amp;\nStatus: green";
        Finding finding = new Finding(Fact.DNS_LEAK, "seen <script>alert(1)</script> & \"more\"", "</b>");
        String text = told(Sights.of("office<i>", Status.YELLOW)
                .in(hostile)
                .found(List.of(new ColouredFinding(finding, Colour.YELLOW)))
                .after(Status.GREEN));

        assertThat(text)
                .contains("office<i>: green")
                .contains("Location: <b>x</b>${7*7}<#assign a=1>&amp; Status: green, Zurich, CH")
                .contains("seen <script>alert(1)</script> & \"more\"\n  </b>");
    }

    @Test
    void theLongestValuesFitIntoOneMessage() {
        Finding finding = new Finding(Fact.DNS_LEAK, "<&>".repeat(1000), "é".repeat(3000));
        List<ColouredFinding> many = java.util.Collections.nCopies(9, new ColouredFinding(finding, Colour.RED));
        String text = told(Sights.of("i".repeat(100), Status.RED)
                .in("🛡".repeat(500))
                .found(many)
                .after(Status.GREEN));

        assertThat(text).startsWith("🔴 DNS Leak Detected").contains("• and 5 more on the dashboard", "Time: ");
        assertThat(rig.alerts.tally().of(Tally.What.PLAIN)).isZero();
    }

    @Test
    void namesOfPlacesArriveAsTheyWereSentWhateverThePlatformsCharacterSet() {
        String text = told(Sights.of("office-vpn", Status.GREEN).in("São Paulo").first());

        assertThat(text).contains("Location: São Paulo, Zurich, CH");
        for (byte sent : api.sent().get(0).request()) {
            assertThat(sent).isPositive();
        }
    }

    @Test
    void anEditedTemplateIsInForceWhileRunning() throws Exception {
        rig.serverStarted();
        arrived(1);

        Files.writeString(rig.template("alert.ftlh"), "<b>edited</b> ${body.kind}");

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            rig.serverStarted();
            return api.texts().contains("edited server-started");
        });
    }

    @Test
    void aBrokenTemplateLosesNoAlertAndIsNamedOnceWithLineAndReason() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "fine\n<#if broken>\n");
        Rig.Log log = Rig.Log.listen();

        rig.raise(Sights.of("office<vpn>", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .after(Status.GREEN));
        rig.serverStarted();

        assertThat(arrived(2).get(0))
                .startsWith("VPN Bypass Detected! - office<vpn>\ngreen -> red after 3 h 12 min\n"
                        + "* exit on the home line: evidence of exit-on-home-line -> set VPN_SENTINEL_DNS_ALLOWED\n")
                .endsWith("Time: 2026-11-22 09:30:15 CET");
        assertThat(rig.alerts.templateFault())
                .hasValueSatisfying(fault ->
                        assertThat(fault).startsWith("telegram/alert.ftlh:").contains("#if"));
        assertThat(log.events())
                .filteredOn(e -> e.getFormattedMessage().startsWith("template is broken"))
                .hasSize(1);
        log.close();
    }

    @Test
    void aTemplateThatFailsOnAMissingFieldIsNamedToo() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "x\n${body.nothing}");

        rig.serverStarted();

        assertThat(arrived(1).get(0)).startsWith("VPN Sentinel server started");
        assertThat(rig.alerts.templateFault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("telegram/alert.ftlh:2:"));
    }

    @Test
    void aTemplateThatWritesTooMuchGivesWayToPlainWords() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "<b>" + "x".repeat(4097) + "</b>");

        rig.serverStarted();

        assertThat(arrived(1).get(0)).startsWith("VPN Sentinel server started");
    }

    @Test
    void aTemplateWithATagThatTelegramDoesNotKnowIsSentInPlainWords() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "<h1>${body.kind}</h1>");

        rig.serverStarted();

        assertThat(arrived(1).get(0)).startsWith("VPN Sentinel server started");
    }

    private void broken(String before) throws Exception {
        AdviceWith.adviceWith(
                rig.context(),
                "raise-alert",
                advice -> advice.weaveById(before).before().throwException(new IllegalStateException("edited badly")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decide-alert", "render-alert", "store-alert"})
    void aRouteThatFailsLosesNoAlertAndBlamesNoTemplate(String step) throws Exception {
        broken(step);
        try (Rig.Log log = Rig.Log.listen()) {
            rig.serverStarted();

            assertThat(arrived(1).get(0)).startsWith("VPN Sentinel server started");
            assertThat(rig.alerts.templateFault()).isEmpty();
            assertThat(rig.alerts.tally().of(Tally.What.PLAIN)).isEqualTo(1);
            assertThat(log.events())
                    .filteredOn(each -> each.getFormattedMessage().startsWith("route raise-alert failed"))
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.getThrowableProxy().getMessage()).isEqualTo("edited badly"));
        }
    }

    @Test
    void whatFailsAfterTheMessageIsStoredTellsItOnce() throws Exception {
        AdviceWith.adviceWith(
                rig.context(),
                "raise-alert",
                advice -> advice.weaveById("store-alert")
                        .after()
                        .throwException(new IllegalStateException("edited badly")));

        rig.serverStarted();
        rig.raise(Sights.of("office-vpn", Status.GREEN).first());

        assertThat(arrived(2).get(0)).startsWith("🛡 VPN Sentinel Server Started");
        assertThat(arrived(2).get(1)).startsWith("🟢 VPN Connected");
        assertThat(api.texts()).hasSize(2);
        assertThat(rig.alerts.waiting()).isZero();
    }

    @Test
    void aRouteThatFailsMakesNoNewsOfWhatIsNone() throws Exception {
        broken("decide-alert");

        rig.raise(Sights.of("office-vpn", Status.GREEN)
                .stoppedInOrder()
                .after(Transition.Kind.STOPPED, Status.GREEN, Duration.ofHours(1)));

        assertThat(rig.alerts.waiting()).isZero();
        assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
    }
}
