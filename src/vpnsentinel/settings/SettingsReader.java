package vpnsentinel.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of one half: every value checked and typed, all problems collected, and what else is to be said. */
final class SettingsReader {
    /** Addresses of servers of this product, behind which the path of the API follows. */
    private static final List<String> SERVERS = List.of("client.server-url", "server.public-url");

    private final Environment environment;
    private final Half half;
    private final Map<String, Setting> all = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<SettingsWarning> warnings = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private Optional<KeyFile> keyFile = Optional.empty();

    /** A file that is to hold the API key, and does not yet. */
    private record KeyFile(String name, Path path, String expected) {}

    SettingsReader(Map<String, String> environment, Half half) {
        this.environment = new Environment(environment);
        this.half = half;
    }

    /**
     * The settings.
     *
     * @throws SettingsException with all problems at once
     */
    Settings read() {
        for (Declaration declared : Declarations.all()) {
            Optional<Setting> given = declared.concerns(half) ? given(declared) : Optional.empty();
            all.put(declared.key(), given.orElseGet(() -> Setting.standard(declared)));
        }
        fallBack();
        SERVERS.forEach(this::withoutPath);
        warnings.addAll(new UnknownNames(Declarations.all()).in(environment));
        Settings settings = new Settings(all, warnings, awaited());
        for (Problem problem : SettingsRules.problems(settings, half)) {
            if (!refused.contains(problem.name())) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        warnings.addAll(SettingsAdvice.on(settings, half));
        return new Settings(all, warnings, awaited());
    }

    /** Where nobody names the server, it is where those who packed the client say. */
    private void fallBack() {
        Declaration server = Declarations.of("client.server-url");
        Optional<Setting> named = Optional.ofNullable(all.get(server.key())).filter(Setting::given);
        Optional<Setting> packed =
                Optional.ofNullable(all.get("client.default-url")).filter(Setting::given);
        if (named.isEmpty()) {
            packed.flatMap(setting -> Setting.given(server, setting.text()))
                    .ifPresent(taken -> all.put(server.key(), taken));
        }
    }

    private Optional<Setting> given(Declaration declared) {
        for (String name : declared.names()) {
            String text = environment.value(name);
            String file = declared.kind().isSecret() ? environment.value(name + "_FILE") : "";
            if (!text.isEmpty() && !isPlaceholder(name, text)) {
                sayOthers(declared, name, text);
                return taken(declared, name, text);
            }
            if (!file.isEmpty()) {
                return secret(declared, name + "_FILE", file).flatMap(content -> taken(declared, name, content));
            }
        }
        return Optional.empty();
    }

    /** Whoever sets a second name to something else would not see why it does nothing. */
    private void sayOthers(Declaration declared, String counts, String text) {
        for (String other : declared.names()) {
            String value = environment.value(other);
            if (!value.isEmpty() && !value.equals(text) && !Environment.isPlaceholder(value)) {
                warnings.add(
                        new SettingsWarning(other, "is another name of " + counts + ", which is set too, and counts"));
            }
        }
    }

    private boolean isPlaceholder(String name, String text) {
        boolean example = Environment.isPlaceholder(text);
        if (example) {
            warnings.add(new SettingsWarning(
                    name, "'" + text + "' stands in an example for a value of your own, and counts as not set"));
        }
        return example;
    }

    private Optional<Setting> taken(Declaration declared, String name, String text) {
        remember(declared, text);
        SettingType<?> kind = declared.kind();
        Optional<Setting> setting = Setting.given(declared, text);
        if (setting.isEmpty() && kind instanceof ZoneType) {
            warnings.add(
                    new SettingsWarning(name, "'" + text + "' is no time zone that is known here; times are in UTC"));
        } else if (setting.isEmpty()) {
            refused.add(declared.name());
            problems.add(new Problem(name, kind.shown(text), kind.expected(text)));
        }
        return setting;
    }

    private static void remember(Declaration declared, String text) {
        if (declared.kind() == SecretType.DATABASE) {
            UrlType.password(text)
                    .filter(password -> text.contains(":" + password + "@"))
                    .ifPresent(Secrets::add);
        } else if (declared.kind().isSecret() && !text.equals(Settings.OPEN) && !SettingsAdvice.isWellKnown(text)) {
            Secrets.add(text);
            Secrets.add(text.substring(text.indexOf(':') + 1)); // the half of a bot's token that is secret
        } else if (declared.kind() instanceof UrlType) {
            UrlType.password(text).ifPresent(Secrets::add);
        }
    }

    private Optional<String> secret(Declaration declared, String name, String file) {
        try {
            Path path = Path.of(file);
            String content = content(path);
            if (content.isEmpty()) {
                missing(declared, name, path, "a file with the secret in it, but it is empty");
            }
            return Optional.of(content).filter(text -> !text.isEmpty());
        } catch (InvalidPathException e) {
            problems.add(new Problem(name, file, "the path of a file with the secret in it"));
        }
        return Optional.empty();
    }

    private static String content(Path file) {
        try {
            return Environment.bare(TextFile.read(file));
        } catch (IOException absent) {
            return "";
        }
    }

    private void missing(Declaration declared, String name, Path path, String empty) {
        String expected = Files.isReadable(path) ? empty : "a readable file with the secret in it";
        if (declared.key().equals("api.key")) {
            keyFile = Optional.of(new KeyFile(name, path, expected)); // who makes or brings it may still be at work
        } else {
            refused.add(declared.name());
            problems.add(new Problem(name, path.toString(), expected));
        }
    }

    /** The file for which a client waits; a server makes the one in its own data folder, and needs any other. */
    private Optional<Path> awaited() {
        if (half == Half.CLIENT || keyFile.isEmpty()) {
            return keyFile.map(KeyFile::path);
        }
        Optional<Path> folder = taken("data.folder", Path.class);
        KeyFile file = keyFile.get();
        boolean own = folder.map(path -> isSame(path.resolve(ApiKeyFile.NAME), file.path()))
                .orElse(false);
        if (!own && refused.add("VPN_SENTINEL_API_KEY")) {
            problems.add(new Problem(file.name(), file.path().toString(), file.expected()));
        }
        return Optional.empty();
    }

    private <T> Optional<T> taken(String key, Class<T> type) {
        return Optional.ofNullable(all.get(key)).flatMap(setting -> setting.as(type));
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** Takes the API's own path off; a path that is none of it belongs into the path of the API. */
    private void withoutPath(String key) {
        Optional<URI> url = taken(key, URI.class);
        if (url.isEmpty() || url.get().getRawPath().isEmpty()) {
            return;
        }
        Declaration declared = Declarations.of(key);
        String api = taken("api.path", String.class).orElse("");
        String path = url.get().getRawPath();
        if (!api.isEmpty() && (path + "/").startsWith(api + "/")) {
            String whole = url.get().toString();
            String bare = whole.substring(0, whole.length() - path.length());
            warnings.add(
                    new SettingsWarning(declared.name(), "the path " + path + " is taken off: it follows by itself"));
            Setting.given(declared, bare).ifPresent(taken -> all.put(key, taken));
        } else {
            refused.add(declared.name());
            problems.add(new Problem(
                    declared.name(),
                    url.get().toString(),
                    "an address without a path; let VPN_SENTINEL_API_PATH be " + path + api
                            + " where the API lies behind it"));
        }
    }
}
