package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Phrase;
import vpnsentinel.fleet.Span;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;

/**
 * What a message says of one client: text of bounded length, ready for a template, unknown parts empty.
 *
 * @param status {@code red}, {@code yellow}, {@code green}, {@code silent}, or {@code stopped}
 * @param lastColour the last verdict, also of a silent client
 * @param phrase the status in words that users know: {@code DNS Leak Detected}
 * @param since since when it has its status
 * @param lasted how long that is
 * @param lastSeen when it was last heard from
 * @param ago how long that is
 * @param exit its VPN address
 * @param dnsServer the point of presence or network of its resolver
 * @param more how many reasons are left out
 */
public record ClientCard(
        String id,
        String version,
        String status,
        String lastColour,
        String phrase,
        String since,
        String lasted,
        String lastSeen,
        String ago,
        String exit,
        String city,
        String region,
        String country,
        String provider,
        String timezone,
        String dnsCountry,
        String dnsServer,
        List<Reason> reasons,
        int more,
        List<String> notes) {

    /** One finding in words. */
    public record Reason(String colour, String title, String evidence, String hint) {}

    /** How much is said: the sums keep a message below Telegram's 4096 characters. */
    enum Detail {
        FULL(4, 240, 3),
        SHORT(2, 140, 0);

        private final int reasons;
        private final int sentence;
        private final int notes;

        Detail(int reasons, int sentence, int notes) {
            this.reasons = reasons;
            this.sentence = sentence;
            this.notes = notes;
        }
    }

    public ClientCard {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    static ClientCard of(ClientView client, Detail detail, ZoneId zone, Instant now) {
        return new ClientCard(
                Words.line(client.id(), 100),
                Words.line(client.version(), 40),
                client.stopped() ? "stopped" : client.status().word(),
                client.lastColour().word(),
                Phrase.words(client),
                Words.time(client.since(), zone),
                Span.words(Duration.between(client.since(), now)),
                Words.time(client.lastSeen(), zone),
                Span.words(Duration.between(client.lastSeen(), now)),
                client.exit().address().map(Address::toString).orElse(""),
                Words.line(client.exit().place().city(), 60),
                Words.line(client.exit().place().region(), 60),
                client.exit().place().country().map(Country::code).orElse(""),
                Words.line(client.exit().network().toString(), 80),
                Words.line(client.exit().place().timezone(), 40),
                client.resolver().country().map(Country::code).orElse(""),
                Words.line(client.resolver().colo(), 60),
                reasons(client, detail),
                Math.max(0, client.findings().size() - detail.reasons),
                client.notes().stream()
                        .limit(detail.notes)
                        .map(note -> Words.line(note, 150))
                        .toList());
    }

    private static List<Reason> reasons(ClientView client, Detail detail) {
        return client.findings().stream()
                .limit(detail.reasons)
                .map(each -> new Reason(
                        each.colour().word(),
                        Words.line(each.finding().fact().title(), 60),
                        Words.line(each.finding().evidence(), detail.sentence),
                        Words.line(each.finding().hint(), detail.sentence)))
                .toList();
    }

    /** {@code Zürich, Zurich, CH}, as far as known. */
    public String place() {
        return String.join(
                ", ",
                List.of(city, region, country).stream()
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList());
    }

    /** {@code CH (ZRH)}, as far as known. */
    public String dns() {
        String server = dnsServer.isEmpty() ? "" : "(" + dnsServer + ")";
        return String.format(Locale.ROOT, "%s %s", dnsCountry, server).strip();
    }

    /** About how many characters a message needs to say this. */
    int weight() {
        int said = reasons.stream()
                .mapToInt(r -> r.title.length() + r.evidence.length() + r.hint.length() + 20)
                .sum();
        return 180 + id.length() + place().length() + provider.length() + dns().length() + said;
    }
}
