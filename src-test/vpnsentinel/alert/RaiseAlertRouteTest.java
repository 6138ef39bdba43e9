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
    void aBypassIsToldWithWhoWhatSinceWhenAndWhatToDo() {
        String text = told(Sights.of("office-vpn", Status.RED)
                .at("198.51.100.20", 64510, "DE")
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .after(Status.GREEN));

        assertThat(text).isEqualTo("""
                🔴 office-vpn is exposed
                evidence of exit-on-home-line Was green for 3 h 12 min.
                set VPN_SENTINEL_DNS_ALLOWED""");
        assertThat(api.sent().get(0).quiet()).isFalse();
    }

    @Test
    void aDnsLeakAndAnUndetectableDnsAreSaidInPlainWords() {
        rig.raise(Sights.of("a", Status.YELLOW)
                .found(Colour.YELLOW, Fact.DNS_LEAK)
                .after(Status.GREEN));
        rig.raise(Sights.of("b", Status.YELLOW)
                .found(Colour.YELLOW, Fact.DNS_NOT_VERIFIABLE)
                .after(Status.GREEN));

        assertThat(arrived(2).get(0))
                .startsWith("🟡 a leaks its DNS questions\nevidence of dns-leak Was green for 3 h 12 min.\n");
        assertThat(arrived(2).get(1)).startsWith("🟡 b has DNS that cannot be checked now\n");
    }

    @Test
    void aRecoveryArrivesWithoutASound() {
        assertThat(told(Sights.of("office-vpn", Status.GREEN).after(Status.RED)))
                .isEqualTo("🟢 office-vpn is protected again\n"
                        + "VPN address 203.0.113.10 (Zürich, Zurich, CH, AS64500 Example Hosting)."
                        + " Was red for 3 h 12 min.");
        assertThat(api.sent().get(0).quiet()).isTrue();
    }

    @Test
    void aFirstSightIsToldWithoutAStatusBefore() {
        assertThat(told(Sights.of("office-vpn", Status.GREEN).first()))
                .isEqualTo("🟢 office-vpn is protected\n"
                        + "VPN address 203.0.113.10 (Zürich, Zurich, CH, AS64500 Example Hosting)."
                        + " Seen for the first time.");
    }

    @Test
    void aSilenceAndItsEndAreToldWithTheirDurations() {
        rig.raise(Sights.of("office-vpn", Status.SILENT).after(Status.GREEN));
        rig.raise(Sights.of("office-vpn", Status.GREEN)
                .after(Transition.Kind.RETURNED, Status.SILENT, Duration.ofMinutes(47)));

        assertThat(arrived(2).get(0))
                .startsWith("⚫ office-vpn is silent\nLast heard 42 s ago. Was green for 3 h 12 min.\nAre its machine,");
        assertThat(arrived(2).get(1))
                .startsWith("🟢 office-vpn is back and is protected\n")
                .endsWith("Was silent for 47 min.");
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
                .startsWith("⚫ office and tokyo are silent since your home address changed\n")
                .contains("VPN_SENTINEL_URL", "Your home address is 198.51.100.20 now");
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
                .startsWith("🟢 office-vpn has another VPN address\nNow 192.0.2.77 (")
                .endsWith("), before 203.0.113.10. Still green.");
    }

    @Test
    void anOrderlyStopIsNotTold() {
        rig.raise(Sights.of("office-vpn", Status.GREEN)
                .stoppedInOrder()
                .after(Transition.Kind.STOPPED, Status.GREEN, Duration.ofHours(1)));
        rig.serverStarted();

        assertThat(arrived(1)).singleElement().asString().startsWith("🛡 The server has started");
        assertThat(rig.alerts.tally().of(Tally.What.KEPT)).isEqualTo(1);
    }

    @Test
    void theStartSaysTheHomeAddress() {
        rig.serverStarted();

        assertThat(arrived(1).get(0))
                .isEqualTo("🛡 The server has started\nYour home address is 198.51.100.20: no client may show it.");
        assertThat(api.sent().get(0).quiet()).isTrue();
    }

    @Test
    void aHomeAddressThatTheStartCouldNotSayIsToldAndSoIsEachOther() {
        rig.home.set("");
        rig.raise(new News.HomeLearnt(Sights.NOW, "", "203.0.113.7"));
        rig.serverStarted();
        rig.raise(new News.HomeLearnt(Sights.NOW, "", "203.0.113.7"));
        rig.raise(new News.HomeLearnt(Sights.NOW, "203.0.113.7", "203.0.113.8"));

        assertThat(arrived(3)).hasSize(3);
        assertThat(api.texts().get(1)).startsWith("🏠 Your home address is 203.0.113.7\nNo client may show it.");
        assertThat(api.texts().get(2))
                .startsWith("🏠 Your home address is another one now\nIt is 203.0.113.8, it was 203.0.113.7.");
    }

    @Test
    void aHomeAddressThatTheStartSaysIsNotToldAgain() {
        rig.serverStarted();
        rig.raise(new News.HomeLearnt(Sights.NOW, "", "198.51.100.20"));
        rig.raise(new News.HomeLearnt(Sights.NOW, "198.51.100.20", "203.0.113.8"));

        assertThat(arrived(2).get(1)).startsWith("🏠 Your home address is another one now");
    }

    @Test
    void aTemplateOfAnEarlierVersionStillRenders() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), """
                <#import "words.ftlh" as w>
                <#switch body.kind><#case "server-started"><@w.line "Server IP" body.homeLine/><#break>
                <#case "no-clients">${body.lasted} ${body.since}<#break>
                <#default>
                <#assign client = body.client>
                ${w.marks[body.to]} ${client.id}: ${body.from} → ${body.to}, ${client.phrase}
                <@w.reasons client.reasons client.more/>
                <@w.line "VPN IP" client.exit true/>
                <@w.line "Before" body.oldExit true/>
                <@w.line "Time" body.time/>
                </#switch>
                """);

        String text = told(Sights.of("office", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .after(Status.GREEN));

        assertThat(text)
                .startsWith("🔴 office: green → red, VPN Bypass Detected!\n• home address visible: evidence of")
                .contains("VPN IP: 203.0.113.10\n", "Time: 2026-11-22");
        assertThat(rig.alerts.templateFault()).isEmpty();
    }

    @Test
    void oneSilenceOfAllClientsIsToldOnce() {
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW));
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW));
        rig.raise(new News.NoClients(Sights.NOW, Sights.NOW.plusSeconds(60)));

        assertThat(arrived(2))
                .hasSize(2)
                .allMatch(text -> text.startsWith("⚠️ No client is heard from\nNothing is watched for "));
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
                .contains("office<i> leaks its DNS questions\n")
                .contains("seen <script>alert(1)</script> & \"more\" Was green for 3 h 12 min.\n</b>");
        rig.raise(Sights.of("office<i>", Status.GREEN).in(hostile).first());
        assertThat(arrived(2).get(1)).contains("(<b>x</b>${7*7}<#assign a=1>&amp; Status: green, Zurich, CH, AS64500");
    }

    @Test
    void theLongestValuesFitIntoOneMessage() {
        Finding finding = new Finding(Fact.DNS_LEAK, "<&>".repeat(1000), "é".repeat(3000));
        List<ColouredFinding> many = java.util.Collections.nCopies(9, new ColouredFinding(finding, Colour.RED));
        String text = told(Sights.of("i".repeat(100), Status.RED)
                .in("🛡".repeat(500))
                .found(many)
                .after(Status.GREEN));

        assertThat(text).startsWith("🔴 " + "i".repeat(100) + " leaks its DNS questions\n");
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(4);
        assertThat(rig.alerts.tally().of(Tally.What.PLAIN)).isZero();
    }

    @Test
    void namesOfPlacesArriveAsTheyWereSentWhateverThePlatformsCharacterSet() {
        String text = told(Sights.of("office-vpn", Status.GREEN).in("São Paulo").first());

        assertThat(text).contains("(São Paulo, Zurich, CH, ");
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
                .isEqualTo("🔴 office<vpn> is exposed\nevidence of exit-on-home-line Was green for 3 h 12 min.\n"
                        + "set VPN_SENTINEL_DNS_ALLOWED");
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

        assertThat(arrived(1).get(0)).startsWith("🛡 The server has started");
        assertThat(rig.alerts.templateFault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("telegram/alert.ftlh:2:"));
    }

    @Test
    void aTemplateThatWritesTooMuchGivesWayToPlainWords() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "<b>" + "x".repeat(4097) + "</b>");

        rig.serverStarted();

        assertThat(arrived(1).get(0)).startsWith("🛡 The server has started");
    }

    @Test
    void aTemplateWithATagThatTelegramDoesNotKnowIsSentInPlainWords() throws Exception {
        Files.writeString(rig.template("alert.ftlh"), "<h1>${body.kind}</h1>");

        rig.serverStarted();

        assertThat(arrived(1).get(0)).startsWith("🛡 The server has started");
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

            assertThat(arrived(1).get(0)).startsWith("🛡 The server has started");
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

        assertThat(arrived(2).get(0)).startsWith("🛡 The server has started");
        assertThat(arrived(2).get(1)).startsWith("🟢 office-vpn is protected");
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
