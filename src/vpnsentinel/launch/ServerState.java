package vpnsentinel.launch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.alert.TelegramState;
import vpnsentinel.dashboard.ServerFacts;
import vpnsentinel.health.HealthReport;
import vpnsentinel.health.Part;
import vpnsentinel.home.HomeEntry;
import vpnsentinel.home.HomeLine;
import vpnsentinel.home.Homes;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.Version;
import vpnsentinel.store.StoreState;

/** What the server says of itself, on its pages and to those who check its health. */
final class ServerState {
    private final Settings settings;
    private final Homes homes;
    private final AlertWiring alerts;
    private final Supplier<StoreState> store;
    private final Supplier<Optional<String>> noRoom;
    private final Supplier<EditedFiles> files;
    private final InstantSource clock;
    private final Instant startedAt;
    private volatile boolean open;

    ServerState(
            Settings settings,
            Homes homes,
            AlertWiring alerts,
            Supplier<StoreState> store,
            Supplier<Optional<String>> noRoom,
            Supplier<EditedFiles> files,
            InstantSource clock) {
        this.settings = settings;
        this.homes = homes;
        this.alerts = alerts;
        this.store = store;
        this.noRoom = noRoom;
        this.files = files;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The listeners are open from now on. */
    void opened() {
        open = true;
    }

    HealthReport health() {
        List<Part> parts = new ArrayList<>();
        parts.add(open ? Part.working(Part.Name.API) : Part.broken(Part.Name.API, "the listeners are not open yet"));
        StoreState kept = store.get();
        parts.add(kept.works() ? Part.working(Part.Name.STORE) : Part.broken(Part.Name.STORE, kept.words()));
        parts.add(noRoom.get()
                .map(why -> Part.degraded(Part.Name.CAPACITY, "the server " + why))
                .orElseGet(() -> Part.working(Part.Name.CAPACITY)));
        parts.add(homeLine());
        parts.add(telegram());
        EditedFiles edited = files.get();
        parts.add(part(Part.Name.ROUTES, edited.routes().troubles()));
        parts.add(part(Part.Name.TEMPLATES, edited.templates()));
        return new HealthReport(open, parts);
    }

    private static Part part(Part.Name name, List<String> troubles) {
        return troubles.isEmpty() ? Part.working(name) : Part.degraded(name, String.join("; ", troubles));
    }

    private Part homeLine() {
        return switch (line().knowledge()) {
            case KNOWN -> Part.working(Part.Name.HOME_LINE);
            case STALE -> Part.degraded(Part.Name.HOME_LINE, "not confirmed for a day: " + trouble());
            case UNKNOWN -> Part.broken(Part.Name.HOME_LINE, "unknown: " + trouble());
        };
    }

    private Part telegram() {
        TelegramState state = alerts.state();
        if (state instanceof TelegramState.Off) {
            return Part.off(Part.Name.TELEGRAM);
        }
        if (state instanceof TelegramState.Deaf) {
            return Part.degraded(Part.Name.TELEGRAM, state.words());
        }
        return state instanceof TelegramState.Failing
                ? Part.broken(Part.Name.TELEGRAM, state.words())
                : Part.working(Part.Name.TELEGRAM);
    }

    ServerFacts facts() {
        List<String> problems = new ArrayList<>();
        if (!trouble().isEmpty()) {
            problems.add("The home line is not confirmed: " + trouble());
        }
        StoreState kept = store.get();
        if (!kept.works()) {
            problems.add("The store does not work: " + kept.words());
        }
        alerts.templateFault().ifPresent(problems::add);
        EditedFiles edited = files.get();
        problems.addAll(edited.remarks());
        return new ServerFacts(
                Version.text(),
                startedAt,
                homeLines(),
                telegramFacts(),
                edited.refused(),
                problems,
                new ServerFacts.Door(settings.usesTls(), settings.number("server.api.port"), settings.apiPath()));
    }

    private String trouble() {
        return homes.trouble(clock.instant());
    }

    private HomeLine line() {
        return homes.line("", clock.instant());
    }

    private List<ServerFacts.HomeLineFact> homeLines() {
        boolean known = line().knowledge() == HomeLine.Knowledge.KNOWN;
        return homes.entries().stream()
                .filter(entry -> !entry.state().equals("former"))
                .map(entry -> fact(entry, known))
                .toList();
    }

    private static ServerFacts.HomeLineFact fact(HomeEntry entry, boolean known) {
        String text = Stream.of(entry.address(), entry.network(), entry.site())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return new ServerFacts.HomeLineFact(
                text, entry.state().equals("set") || (known && entry.counts()), entry.confirmed());
    }

    private ServerFacts.Telegram telegramFacts() {
        TelegramState state = alerts.state();
        ServerFacts.Telegram.State shown = state instanceof TelegramState.Off
                ? ServerFacts.Telegram.State.OFF
                : state instanceof TelegramState.Failing
                        ? ServerFacts.Telegram.State.FAILING
                        : state instanceof TelegramState.Deaf
                                ? ServerFacts.Telegram.State.DEAF
                                : ServerFacts.Telegram.State.WORKING;
        return new ServerFacts.Telegram(shown, state.words());
    }
}
