package vpnsentinel.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vpnsentinel.fleet.ClientView;

/**
 * The dashboard as values, all of them text that the template escapes.
 *
 * @param headline the verdict on all clients together
 * @param rest one line below it
 * @param counts how many clients have each status
 * @param alerts what a person should look at, beside the clients
 * @param rows the clients, most urgent first, those of this part
 * @param part which part of the clients this page shows
 * @param details the server
 * @param door where a first client should go
 * @param made when the page was made
 * @param zone the zone of its times
 * @param live whether it renews itself
 */
public record Page(
        Badge headline,
        String rest,
        List<Count> counts,
        List<Alert> alerts,
        List<ClientRow> rows,
        Part part,
        List<Detail> details,
        ServerFacts.Door door,
        Moment made,
        String zone,
        boolean live) {
    /** Clients that one page shows at most, so that no page grows with their number. */
    static final int MOST_ROWS = 200;

    /**
     * A part of the clients.
     *
     * @param number of this part; the first is 1, with the most urgent
     * @param of how many parts there are
     * @param clients how many clients in all
     */
    public record Part(int number, int of, int clients) {
        static Part of(int wanted, int clients) {
            int parts = Math.max(1, (clients + MOST_ROWS - 1) / MOST_ROWS);
            return new Part(Math.max(1, Math.min(wanted, parts)), parts, clients);
        }
    }

    /** Something beside the clients that a person should look at. */
    public record Alert(String title, String text) {}

    /**
     * The page that shows these clients and this server at this moment, times in the given zone.
     *
     * @param wanted which part of the clients; the nearest that there is
     */
    public static Page of(List<ClientView> clients, ServerFacts facts, int wanted, Instant now, ZoneId zone) {
        Part part = Part.of(wanted, clients.size());
        Map<Tone, Long> byTone = clients.stream().collect(Collectors.groupingBy(Tone::of, Collectors.counting()));
        return new Page(
                Headline.of(byTone),
                Headline.rest(byTone),
                Count.of(byTone),
                alerts(facts),
                clients.stream()
                        .sorted(ClientRow.URGENCY)
                        .skip((part.number() - 1L) * MOST_ROWS)
                        .limit(MOST_ROWS)
                        .map(client -> ClientRow.of(client, now, zone))
                        .toList(),
                part,
                Detail.of(facts, now),
                facts.door(),
                Moment.of(now, now, zone),
                zone.getId(),
                true);
    }

    /** The same page, but one that stays as it is. */
    public Page still() {
        return new Page(headline, rest, counts, alerts, rows, part, details, door, made, zone, false);
    }

    private static List<Alert> alerts(ServerFacts facts) {
        List<Alert> alerts = new ArrayList<>();
        if (facts.homeLines().isEmpty()) {
            alerts.add(new Alert(
                    "The home line is unknown",
                    "Without it a bypass cannot be told from the VPN. Let this server reach an echo provider, or name the"
                            + " line in VPN_SENTINEL_HOME_PREFIXES."));
        }
        facts.refusedEdits().forEach(fault -> alerts.add(new Alert("An edited file cannot be used", fault)));
        if (facts.telegram().state() == ServerFacts.Telegram.State.FAILING) {
            alerts.add(
                    new Alert("Messages do not reach Telegram", facts.telegram().note()));
        }
        if (facts.telegram().state() == ServerFacts.Telegram.State.DEAF) {
            alerts.add(new Alert(
                    "Telegram takes messages, but commands are not answered",
                    facts.telegram().note()));
        }
        facts.problems().forEach(problem -> alerts.add(new Alert("Please look", problem)));
        return List.copyOf(alerts);
    }
}
