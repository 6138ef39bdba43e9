package vpnsentinel.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;

/**
 * The settings of one process: the environment over the declared defaults, every value checked and typed at the start.
 * Keys are those of {@code sentinel.properties}. Asking for an undeclared one, for another type than the kind holds, or for
 * a value that need not be there without {@code optional}, is a programmer's error.
 */
public final class Settings {
    private enum HomeMode {
        LEARN,
        NONE
    }

    private enum ThirdParties {
        ALL,
        NONE
    }

    /** The API key that means: everybody may in. */
    public static final String OPEN = "insecure-open";

    private final Map<String, Setting> settings;
    private final List<SettingsWarning> warnings;
    private final Optional<Path> awaitedKeyFile;

    Settings(Map<String, Setting> settings, List<SettingsWarning> warnings, Optional<Path> awaitedKeyFile) {
        this.settings = Map.copyOf(settings);
        this.warnings = List.copyOf(warnings);
        this.awaitedKeyFile = awaitedKeyFile;
    }

    /**
     * The settings that the environment makes for one half. A server may be without an API key, see {@link ApiKeyFile}.
     *
     * @throws SettingsException with all problems of this half's settings at once
     */
    public static Settings read(Map<String, String> environment, Half half) {
        return new SettingsReader(environment, half).read();
    }

    /** Whether the environment alone switches this on: for what must be known even where the settings cannot be read. */
    public static boolean isOn(Map<String, String> environment, String key) {
        Declaration declared = Declarations.of(key);
        String text = declared.names().stream()
                .map(name -> new Environment(environment).value(name))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return Setting.given(declared, text)
                .flatMap(setting -> setting.as(Boolean.class))
                .orElse(false);
    }

    /** The same settings with this API key. */
    Settings withKey(String key) {
        Map<String, Setting> all = new HashMap<>(settings);
        Setting.given(Declarations.of("api.key"), key).ifPresent(given -> all.put("api.key", given));
        return new Settings(all, warnings, Optional.empty());
    }

    /** What a person should know about them, in no particular order of weight. */
    public List<SettingsWarning> warnings() {
        return warnings;
    }

    /** The file for the API key that a client was given, and that does not hold one yet. */
    public Optional<Path> awaitedKeyFile() {
        return awaitedKeyFile;
    }

    private Setting setting(String key) {
        return Optional.ofNullable(settings.get(key))
                .orElseThrow(() ->
                        new IllegalArgumentException("setting '" + key + "' is not declared in sentinel.properties"));
    }

    private <T> T required(String key, Class<T> type) {
        return setting(key)
                .as(type)
                .orElseThrow(() ->
                        new IllegalArgumentException("setting '" + key + "' has no default, and here it is not set"));
    }

    /** Whether the user set the value; false when the default holds. */
    public boolean isGiven(String key) {
        return setting(key).given();
    }

    /** The value as it was written, for messages; empty when not set and without default. */
    String written(String key) {
        return setting(key).text();
    }

    /** The value of a text, name, secret, or path of the API; empty when not set and without default. */
    public String text(String key) {
        return setting(key).as(String.class).orElse("");
    }

    /** The value of a switch; one that is not set and without default is off. */
    public boolean isOn(String key) {
        return setting(key).as(Boolean.class).orElse(false);
    }

    /** The value of a count or port. */
    public int number(String key) {
        return required(key, Integer.class);
    }

    /** The value of a port that need not be set. */
    public Optional<Integer> optionalPort(String key) {
        return setting(key).as(Integer.class);
    }

    /** Where a listener listens: the settings {@code .bind} and {@code .port} behind this prefix. */
    public Endpoint listener(String prefix) {
        return new Endpoint(text(prefix + ".bind"), number(prefix + ".port"));
    }

    /** Where a listener listens whose port need not be set, and which is not there then. */
    public Optional<Endpoint> optionalListener(String prefix) {
        return optionalPort(prefix + ".port").map(port -> new Endpoint(text(prefix + ".bind"), port));
    }

    /** The value of a setting in seconds or minutes. */
    public Duration duration(String key) {
        return required(key, Duration.class);
    }

    /** The value of a size, in bytes. */
    public long bytes(String key) {
        return required(key, Long.class);
    }

    /** The names of a list. */
    public List<String> list(String key) {
        return setting(key).listOf(String.class);
    }

    /** The blocks of a list of addresses and CIDR blocks. */
    public List<Prefix> prefixes(String key) {
        return setting(key).listOf(Prefix.class);
    }

    /** The addresses of a list. */
    public List<Address> addresses(String key) {
        return setting(key).listOf(Address.class);
    }

    /** The numbers of a list of networks. */
    public List<Asn> asns(String key) {
        return setting(key).listOf(Asn.class);
    }

    /** The resolvers that a list names. */
    public List<ResolverGroup> resolvers(String key) {
        return setting(key).listOf(ResolverGroup.class);
    }

    /** The hosts with ports of a list. */
    public List<Endpoint> endpoints(String key) {
        return setting(key).listOf(Endpoint.class);
    }

    /** The chats of a list. */
    public List<Chat> chats(String key) {
        return setting(key).listOf(Chat.class);
    }

    /** The lists of a setting that clients can have each for themselves. */
    public <T> ByClient<T> byClient(String key, Class<T> part) {
        return setting(key).byClient(part);
    }

    /** The word that was chosen. */
    public String word(String key) {
        return required(key, Choice.class).word();
    }

    /**
     * The chosen word as a constant.
     *
     * @param constants the words of the declaration, in its order
     */
    public <E extends Enum<E>> E choice(String key, Class<E> constants) {
        return required(key, Choice.class).of(key, constants);
    }

    /** The value of an address of a service, without a slash at its end. */
    public URI url(String key) {
        return required(key, URI.class);
    }

    /** The value of an address of a service that need not be set. */
    public Optional<URI> optionalUrl(String key) {
        return setting(key).as(URI.class);
    }

    /** The value of a file or folder. */
    public Path path(String key) {
        return required(key, Path.class);
    }

    /** The value of a file or folder that need not be set. */
    public Optional<Path> optionalPath(String key) {
        return setting(key).as(Path.class);
    }

    /** The files of a list. */
    public List<Path> paths(String key) {
        return setting(key).listOf(Path.class);
    }

    /** The zone of messages and pages. */
    public ZoneId zone() {
        return required("time.zone", ZoneId.class);
    }

    /** The folder with this half's route files: the given one, or its subfolder of that half's name. */
    public Path routes(Half half) {
        Path own = path("routes.folder").resolve(half.word() + "-routes");
        return Files.isDirectory(own) ? own : path("routes.folder");
    }

    /** The path of the API, without a slash at its end. */
    public String apiPath() {
        return text("api.path");
    }

    /** Whether the listeners of the server speak TLS. */
    public boolean usesTls() {
        return optionalPath("tls.certificate").isPresent();
    }

    /** Whether Telegram is used: when it is switched on, or when it is not switched off and has a token and a chat. */
    public boolean usesTelegram() {
        return isGiven("telegram.enabled") ? isOn("telegram.enabled") : hasToken() && hasChats();
    }

    boolean hasToken() {
        return !text("telegram.token").isEmpty();
    }

    boolean hasChats() {
        return !chats("telegram.chats").isEmpty();
    }

    /** Whether anybody but our own server may be asked. */
    public boolean asksThirdParties() {
        return choice("third-parties", ThirdParties.class) == ThirdParties.ALL;
    }

    /** Whether the server learns the home line from its own exit. */
    public boolean learnsHomeLine() {
        return choice("home.mode", HomeMode.class) == HomeMode.LEARN;
    }

    /** All keys and values, for placeholders in routes; values that are not set are left out. */
    public Map<String, String> placeholders() {
        Map<String, String> set = new HashMap<>();
        settings.values().forEach(each -> set.putAll(each.placeholders()));
        return set;
    }
}
