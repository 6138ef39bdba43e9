package vpnsentinel.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Settings;

/**
 * All home lines: the server's own, and one for each site where a companion is. A companion without a site adds to the
 * server's own line. What was learnt is kept, one note a line; nobody who teaches or asks waits for that. Thread-safe.
 */
public final class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final int MOST_SITES = 1_000;
    private static final Pattern NAME = Pattern.compile("home-line-of(?:-([a-zA-Z0-9._-]{1,100}))?");

    private final Settings settings;
    private final Shelf shelf;
    private final HomeLineLearner main;
    private final FamiliarNetworks familiar;
    private final Map<String, HomeLineLearner> companions = new ConcurrentSkipListMap<>();

    /** The lines that the settings name, and those that were kept. */
    public static Homes of(Settings settings, Shelf shelf) {
        return new Homes(settings, shelf);
    }

    /** Lines that are forgotten with the process. */
    public static Homes forgetful(Settings settings) {
        return new Homes(settings, Shelf.NONE);
    }

    private Homes(Settings settings, Shelf shelf) {
        this.settings = settings;
        this.shelf = shelf;
        Map<String, String> kept = shelf.all();
        main = new HomeLineLearner(settings, new ShelfNote("home-line", shelf)).restored(kept);
        familiar = new FamiliarNetworks(new ShelfNote("access-networks", shelf), kept);
        kept.keySet().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .forEach(name ->
                        companion(Optional.ofNullable(name.group(1)).orElse("")).restored(kept));
    }

    private HomeLineLearner companion(String site) {
        return companions.computeIfAbsent(
                site,
                name -> HomeLineLearner.ofCompanion(
                        settings, new ShelfNote("home-line-of" + (name.isEmpty() ? "" : "-" + name), shelf)));
    }

    /** What learns the server's own line. */
    public HomeLineLearner main() {
        return main;
    }

    /** The networks of homes and offices from which clients came. */
    public FamiliarNetworks familiar() {
        return familiar;
    }

    /** The line of the site as known at that moment; of no site, the server's own with that of a companion there. */
    public HomeLine line(String site, Instant now) {
        HomeLineLearner companion = companions.get(site);
        if (site.isEmpty()) {
            HomeLine own = main.line(now);
            return companion == null ? own : own.and(companion.line(now));
        }
        return companion == null ? HomeLine.UNKNOWN : companion.line(now);
    }

    /** Why the server's own line is not known or confirmed; empty when it is, or when a companion shows it. */
    public String trouble(Instant now) {
        HomeLineLearner companion = companions.get("");
        boolean shown = companion != null && companion.line(now).knowledge() == HomeLine.Knowledge.KNOWN;
        return shown ? "" : main.trouble();
    }

    /** Takes what a companion saw of its line; says whether the site's home line changed. */
    public boolean teach(
            String site, List<Answer<ExitSighting>> exits, List<Answer<ResolverSighting>> resolvers, Instant now) {
        if (companions.size() >= MOST_SITES && !companions.containsKey(site)) {
            return false;
        }
        boolean changed = companion(site).learn(exits, resolvers, now);
        if (changed) {
            LOG.info(
                    "the home line of site '{}' is {}, as a companion shows",
                    site,
                    line(site, now).text());
        }
        return changed;
    }

    /** All that is known of all lines, the server's own first. */
    public List<HomeEntry> entries() {
        List<HomeEntry> all = new ArrayList<>(main.entries(""));
        companions.forEach((site, learner) -> all.addAll(learner.entries(site)));
        return all;
    }

    /** Forgets the address wherever it was learnt; says whether it was known anywhere. */
    public boolean forget(Address address, Instant now) {
        boolean known = main.forget(address, now);
        for (HomeLineLearner learner : companions.values()) {
            known |= learner.forget(address, now);
        }
        return known;
    }
}
