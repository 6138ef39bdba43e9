package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import demo.TelegramHtml;
import freemarker.template.Configuration;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.dashboard.Templates;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Fact;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.HandledBook;
import vpnsentinel.store.Ids;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Stores;
import vpnsentinel.store.TransitionBook;

/** Every kind of message, as the shipped template makes it: one look says the colour, who, and what. */
class MessageKindsTest {
    private static final Configuration TEMPLATES = Templates.of(Path.of("templates"));
    /** A sign, a space, and a sentence that begins with who it is about. */
    private static final Pattern FIRST_LINE =
            Pattern.compile("\\S{1,3} (?:tokyo|The server|Your home address|No client|I|\\d) ?.+");

    private static final Pattern HOUSE = Pattern.compile(
            "(?i)\\b(rounds?|exits?|baseline|verifiable|keepalives?|findings?|verdicts?|egress|beats?)\\b");

    private String home = "203.0.113.7";
    private final Tally tally = new Tally();
    private final Alerts.House house =
            new Alerts.House(List.of(new Chat("1")), ExitNews.ANY, ZoneOffset.UTC, "2.0.0", () -> home);
    private final Alerts alerts = new Alerts(
            house,
            new KeptOutbox(
                    new MessageBook(Stores.none(), new Ids(() -> Sights.NOW)),
                    new Notes(Stores.none()),
                    List.of(),
                    tally),
            new TransitionBook(Stores.none(), new Ids(() -> Sights.NOW)),
            new Notes(Stores.none()),
            tally,
            () -> Sights.NOW);

    static Stream<Arguments> kinds() {
        Sights red = Sights.of("tokyo", Status.RED).found(Colour.RED, Fact.EXIT_ON_HOME_LINE, Fact.DNS_LEAK);
        Sights yellow = Sights.of("tokyo", Status.YELLOW)
                .found(
                        Colour.YELLOW,
                        Fact.DNS_LEAK,
                        Fact.IPV6_ELSEWHERE,
                        Fact.UDP_ELSEWHERE,
                        Fact.TUNNEL_GONE,
                        Fact.TARGETS_BESIDE_TUNNEL);
        Sights green = Sights.of("tokyo", Status.GREEN).found(Colour.GREEN, Fact.DNS_CLAIMED);
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                Arguments.of("seen first, red", changed(red.first()), "🔴 tokyo is exposed"),
                Arguments.of("seen first, green", changed(green.first()), "🟢 tokyo is protected"),
                Arguments.of("to red", changed(red.after(Status.GREEN)), "🔴 tokyo is exposed"),
                Arguments.of("to yellow", changed(yellow.after(Status.GREEN)), "🟡 tokyo leaks its DNS questions"),
                Arguments.of("recovered", changed(green.after(Status.RED)), "🟢 tokyo is protected again"),
                Arguments.of(
                        "graver",
                        changed(yellow.after(Transition.Kind.GRAVER, Status.YELLOW, hour)),
                        "🟡 tokyo leaks its DNS questions"),
                Arguments.of(
                        "silent", changed(Sights.of("tokyo", Status.SILENT).after(Status.GREEN)), "⚫ tokyo is silent"),
                Arguments.of(
                        "silent in a container",
                        changed(Sights.of("tokyo", Status.SILENT).silentInContainer(Status.GREEN)),
                        "⚫ tokyo is silent"),
                Arguments.of(
                        "back",
                        changed(green.after(Transition.Kind.RETURNED, Status.SILENT, hour)),
                        "🟢 tokyo is back and is protected"),
                Arguments.of(
                        "back and red",
                        changed(red.after(Transition.Kind.RETURNED, Status.SILENT, hour)),
                        "🔴 tokyo is back and is exposed"),
                Arguments.of(
                        "moved",
                        changed(green.at("192.0.2.7", 64511, "SE")
                                .after(Transition.Kind.EXIT_MOVED, Status.GREEN, hour)),
                        "🟢 tokyo has another VPN address"),
                Arguments.of("without an address", changed(unseen(Status.YELLOW)), "🟡 tokyo cannot be checked yet"),
                Arguments.of("started", new News.Started(Sights.NOW, false), "🛡 The server has started"),
                Arguments.of("restarted", new News.Started(Sights.NOW, true), "🛡 The server has started again"),
                Arguments.of(
                        "home learnt",
                        new News.HomeLearnt(Sights.NOW, "", "203.0.113.7"),
                        "🏠 Your home address is 203.0.113.7"),
                Arguments.of(
                        "home changed",
                        new News.HomeLearnt(Sights.NOW, "203.0.113.7", "203.0.113.8"),
                        "🏠 Your home address is another one now"),
                Arguments.of(
                        "nobody left",
                        new News.NoClients(Sights.NOW, Sights.NOW.minusSeconds(900)),
                        "⚠️ No client is heard from"));
    }

    private static News changed(Transition change) {
        return new News.Changed(change);
    }

    private static Transition unseen(Status status) {
        return Sights.of("tokyo", status)
                .at("", 64500, "")
                .found(Colour.YELLOW, Fact.EXIT_NEVER_VERIFIED)
                .first();
    }

    private Alert alert(News news) {
        home = news instanceof News.HomeLearnt ? "" : home;
        alerts.decide(new News.Started(Sights.NOW, false));
        home = "203.0.113.7";
        return ((Decision.Tell) alerts.decide(news)).alert();
    }

    private static String rendered(Object body, String template) throws Exception {
        StringWriter html = new StringWriter();
        TEMPLATES.getTemplate("telegram/" + template).process(Map.of("body", body), html);
        return Message.of(html.toString(), "in plain words", true, false, Sights.NOW)
                .html();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void saysTheColourWhoAndWhatFirstAndAllInFourLines(String kind, News news, String first) throws Exception {
        Alert alert = alert(news);
        String html = rendered(alert, "alert.ftlh");
        String text = TelegramHtml.text(html);

        assertThat(text.lines().findFirst()).contains(first);
        assertThat(text).containsPattern("^" + FIRST_LINE);
        assertThat(text.lines()).hasSizeBetween(2, 4).noneMatch(String::isBlank);
        assertThat(text).isEqualTo(alert.told().plain()).doesNotContain("unknown", "null", "{");
        assertThat(HOUSE.matcher(text.replaceAll("evidence of \\S+|VPN_SENTINEL_\\S+", ""))
                        .results())
                .isEmpty();
        assertThat(html.length()).isLessThan(4096);
    }

    @Test
    void theSilenceOfAClientInAContainerNamesTheReplacedVpnAndTheCommandUnlessItStoppedInOrder() {
        Sights silent = Sights.of("tokyo", Status.SILENT);

        assertThat(alert(changed(silent.silentInContainer(Status.GREEN))).told().advice())
                .contains("its VPN container was probably replaced", "docker compose up -d --force-recreate client");
        assertThat(alert(changed(silent.stoppedInOrder().silentInContainer(Status.GREEN)))
                        .told()
                        .advice())
                .isEqualTo(alert(changed(silent.after(Status.GREEN))).told().advice())
                .doesNotContain("docker");
    }

    @Test
    void theLongestNamesAndWordsStayBelowTelegramsLimit() throws Exception {
        Sights client =
                Sights.of("x".repeat(100), Status.RED).in("🛡".repeat(500)).found(Colour.RED, Fact.values());

        String text = TelegramHtml.text(rendered(alert(changed(client.after(Status.GREEN))), "alert.ftlh"));

        assertThat(text.lines()).hasSize(4);
        assertThat(text.length()).isLessThan(1500);
        assertThat(text.lines().skip(3).findFirst().orElseThrow())
                .startsWith("Also: ")
                .endsWith(" more. All of it: /status " + "x".repeat(100));
    }

    @Test
    void everyFindingHasItsOwnFirstLine() throws Exception {
        assertThat(Arrays.stream(Fact.values())
                        .map(fact -> alert(changed(Sights.of("tokyo", Status.YELLOW)
                                        .found(Colour.YELLOW, fact)
                                        .after(Status.GREEN)))
                                .told()
                                .headline()))
                .doesNotHaveDuplicates()
                .allMatch(line -> line.startsWith("tokyo "));
    }

    @Test
    void aGroupIsOneMessageOfTheSameShape() {
        Told told = Group.of(
                List.of(
                        new Brief("tokyo", "silent", "tokyo is silent"),
                        new Brief("madrid", "yellow", "madrid leaks its DNS questions"),
                        new Brief("tokyo", "green", "tokyo is back and is protected"),
                        new Brief("oslo", "silent", "oslo is silent")),
                Group.Cause.NO_WAY);
        Told alike = Group.of(
                Stream.of("a", "b", "c")
                        .map(id -> new Brief(id, "silent", id + " is silent"))
                        .toList(),
                Group.Cause.FLOOD);

        assertThat(TelegramHtml.text(Html.of(told)))
                .isEqualTo("⚫ oslo is silent, and 3 more changes\n⚫ oslo · 🟡 madrid · 🟢 tokyo\n"
                        + "These came while no message got through. What each one shows now: /status");
        assertThat(TelegramHtml.text(Html.of(alike))).startsWith("⚫ 3 clients are silent\n⚫ a, b, c\n");
    }

    @Test
    void answersHaveTheSameFirstLine() throws Exception {
        Commands commands = new Commands(
                house,
                () -> List.of(Sights.of("tokyo", Status.GREEN).view()),
                chat -> chat,
                id -> false,
                new HandledBook(Stores.none()),
                tally,
                () -> Sights.NOW);
        int message = 0;
        for (String command : List.of("/ping", "/help", "/status", "/status tokyo", "/status tokio")) {
            CommandReply reply = commands.answer(new Incoming(new Chat("1"), Optional.empty(), ++message, command))
                    .orElseThrow();
            String text = TelegramHtml.text(rendered(reply, "answer.ftlh"));

            assertThat(text).as(command).containsPattern("^" + FIRST_LINE).doesNotContain("{", "null");
            assertThat(text.replaceAll("\\n\\n", "\n")).isEqualTo(reply.plainText());
        }
    }
}
