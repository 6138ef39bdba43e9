package vpnsentinel.api;

import java.util.List;
import vpnsentinel.home.HomeEntry;

/** What the server knows of the lines that must not be seen. */
public record HomeBody(List<Line> lines, int count) {
    /**
     * One address or block.
     *
     * @param site the site, empty for the server's own
     * @param state {@code current}, {@code former}, {@code set}, or {@code data centre}
     * @param network its network, may be empty
     * @param confirmed when sources last agreed on it, empty where a setting names it
     */
    public record Line(String site, String address, String state, String network, String confirmed) {}

    /** The body of these entries. */
    public static HomeBody of(List<HomeEntry> entries) {
        List<Line> lines = entries.stream()
                .map(each -> new Line(
                        each.site(),
                        each.address(),
                        each.state(),
                        each.network(),
                        each.confirmed().map(ServerTime::of).orElse("")))
                .toList();
        return new HomeBody(lines, lines.size());
    }
}
