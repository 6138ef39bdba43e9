package vpnsentinel.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Settings;

/**
 * All home lines: the server's own, and one for each site where a companion is. A companion without a site adds to the
 * server's own line. What was learnt is kept in the data folder, one file a line, written soon after it changed and at the
 * close at the latest; nobody who teaches or asks waits for the disk. Thread-safe.
 */
public final class Homes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final int MOST_SITES = 1_000;
    private static final Pattern FILE = Pattern.compile("home-line-of(?:-([a-zA-Z0-9._-]{1,100}))?\\.json");

    private final Settings settings;
    private final Optional<Path> folder;
    private final WriteBehind disk;
    private final HomeLineLearner main;
    private final FamiliarNetworks familiar;
    private final Map<String, HomeLineLearner> companions = new ConcurrentSkipListMap<>();

    /** The lines that the settings name and the files in the data folder remember. */
    public static Homes of(Settings settings) {
        return new Homes(settings, Optional.of(settings.path("data.folder")), WriteBehind.toDisk());
    }

    /** Lines that are forgotten with the process. */
    public static Homes forgetful(Settings settings) {
        return new Homes(settings, Optional.empty(), WriteBehind.toDisk());
    }

    Homes(Settings settings, Optional<Path> folder, WriteBehind disk) {
        this.settings = settings;
        this.folder = folder;
        this.disk = disk;
        main = new HomeLineLearner(settings, file("home-line.json")).restored();
        familiar = new FamiliarNetworks(file("access-networks.json"));
        folder.filter(Files::isDirectory).ifPresent(this::restore);
    }

    private HomeFile file(String name) {
        return folder.map(at -> HomeFile.of(at.resolve(name), disk)).orElse(HomeFile.NONE);
    }

    private void restore(Path at) {
        try (Stream<Path> files = Files.list(at)) {
            files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .forEach(
                            name -> companion(Optional.ofNullable(name.group(1)).orElse(""))
                                    .restored());
        } catch (IOException e) {
            LOG.warn("home lines of sites cannot be listed folder={} cause=\"{}\"", at, e.toString());
        }
    }

    private HomeLineLearner companion(String site) {
        return companions.computeIfAbsent(
                site,
                name -> HomeLineLearner.ofCompanion(
                        settings, file("home-line-of" + (name.isEmpty() ? "" : "-" + name) + ".json")));
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

    /** Writes what is not written yet. */
    @Override
    public void close() {
        disk.close();
    }
}
