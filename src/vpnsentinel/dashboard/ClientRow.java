package vpnsentinel.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Phrase;
import vpnsentinel.fleet.Span;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Place;
import vpnsentinel.words.Sentence;

/**
 * A client in the table.
 *
 * @param detail what stands below the status: since when, and the last verdict of a silent client
 * @param address its VPN address, {@code Unknown} when there is none
 * @param provider that address's network
 * @param dns where its names are resolved, by whom, and by which protocol where that is told
 * @param reasons what the rules found, worst first
 */
public record ClientRow(
        String id,
        String version,
        Badge badge,
        String detail,
        String address,
        String provider,
        String location,
        String dns,
        Moment lastSeen,
        Moment since,
        List<Reason> reasons,
        List<String> notes) {
    /** Most urgent first, then by id. */
    static final Comparator<ClientView> URGENCY =
            Comparator.<ClientView, Tone>comparing(Tone::of).thenComparing(ClientView::id);

    private static final String UNKNOWN = "Unknown";

    static ClientRow of(ClientView client, Instant now, ZoneId zone) {
        return new ClientRow(
                client.id(),
                known(client.version()),
                Badge.of(Tone.of(client), Phrase.words(client)),
                detail(client, now),
                client.exit().address().map(Address::toString).orElse(UNKNOWN),
                known(client.exit().network().toString()),
                location(client.exit().place()),
                dns(client.resolver()),
                Moment.of(client.lastSeen(), now, zone),
                Moment.of(client.since(), now, zone),
                client.findings().stream().map(Reason::of).toList(),
                client.notes());
    }

    private static String detail(ClientView client, Instant now) {
        Duration age = Duration.between(client.since(), now);
        Sentence since = age.toSeconds() < 1
                ? Sentence.of("page.since-now")
                : Sentence.of("page.since", "lasted", Span.roughly(age));
        String phrase = Phrase.words(client.lastColour(), client.findings());
        return switch (Tone.of(client)) {
            case SILENT, STOPPED ->
                Sentence.of("page.was", "since", since, "phrase", phrase).text();
            case RED, YELLOW, GREEN -> since.text();
        };
    }

    private static String location(Place place) {
        String region = place.region().equals(place.city()) ? "" : place.region();
        return joined(
                ", ", place.city(), region, place.country().map(Country::name).orElse(""));
    }

    private static String dns(ClientView.Resolver resolver) {
        String transports = resolver.transports().isEmpty() ? "" : "by " + String.join(", ", resolver.transports());
        return joined(" · ", resolver.country().map(Country::name).orElse(""), resolver.colo(), transports);
    }

    private static String joined(String separator, String... parts) {
        return known(Stream.of(parts).filter(p -> !p.isBlank()).collect(Collectors.joining(separator)));
    }

    private static String known(String text) {
        return text.isBlank() ? UNKNOWN : text;
    }
}
