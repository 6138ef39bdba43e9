package vpnsentinel.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Prefix;

/**
 * The settings of one process: the environment over the declared defaults, every value already checked. Keys are those of
 * {@code sentinel.properties}; asking for an undeclared one is a programmer's error.
 */
public final class Settings {
    private final Map<String, String> values;
    private final Set<String> given;

    private Settings(Map<String, String> values, Set<String> given) {
        this.values = Map.copyOf(values);
        this.given = Set.copyOf(given);
    }

    /**
     * The settings that the environment makes for one half.
     *
     * @throws SettingsException with all problems of this half's settings at once
     */
    public static Settings read(Map<String, String> environment, Half half) {
        Map<String, String> values = new HashMap<>();
        Set<String> given = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Declaration declaration : Declarations.all()) {
            values.put(declaration.key(), declaration.standard());
            if (declaration.concerns(half)) {
                Optional<String> value = value(declaration, environment, problems);
                value.ifPresent(v -> {
                    values.put(declaration.key(), v);
                    given.add(declaration.key());
                });
            }
        }
        Settings settings = new Settings(values, given);
        problems.addAll(SettingsRules.problems(settings, half));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private static Optional<String> value(
            Declaration declared, Map<String, String> environment, List<Problem> problems) {
        for (String name : declared.names()) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                Optional<String> complaint = declared.kind().complaint(value);
                complaint.ifPresent(expected ->
                        problems.add(new Problem(name, declared.kind().isSecret() ? "…" : value, expected)));
                return complaint.isEmpty() ? Optional.of(value) : Optional.empty();
            }
            String file = environment.getOrDefault(name + "_FILE", "").strip();
            if (declared.kind().isSecret() && !file.isEmpty()) {
                return secret(name + "_FILE", file, problems);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> secret(String name, String file, List<Problem> problems) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (!content.isEmpty()) {
                return Optional.of(content);
            }
            problems.add(new Problem(name, file, "a file with the secret in it, but it is empty"));
        } catch (IOException e) {
            problems.add(new Problem(name, file, "a readable file with the secret in it"));
        }
        return Optional.empty();
    }

    /** Whether the user set the value; false when the default holds. */
    public boolean isGiven(String key) {
        text(key);
        return given.contains(key);
    }

    /** The value as text; empty when not set and without default. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("setting '" + key + "' is not declared in sentinel.properties");
        }
        return value;
    }

    /** The value as text, when there is one. */
    public Optional<String> optional(String key) {
        return Optional.of(text(key)).filter(v -> !v.isEmpty());
    }

    /** The value of a switch; one that is not set and without default is off. */
    public boolean isOn(String key) {
        return SettingType.flag(text(key)).orElse(false);
    }

    /** The value of a count or port. */
    public int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** The value of a setting in seconds or minutes. */
    public Duration duration(String key) {
        boolean minutes = Declarations.all().stream()
                .anyMatch(d -> d.key().equals(key) && d.kind().word().equals("minutes"));
        return minutes ? Duration.ofMinutes(number(key)) : Duration.ofSeconds(number(key));
    }

    /** The value of a size, in bytes. */
    public long bytes(String key) {
        return SettingType.bytes(text(key)).orElseThrow();
    }

    /** The parts of a list separated by commas. */
    public List<String> list(String key) {
        return SettingType.parts(text(key)).toList();
    }

    /** The blocks of a list of addresses and CIDR blocks. */
    public List<Prefix> prefixes(String key) {
        return Prefix.parseList(text(key));
    }

    /** The addresses of a list. */
    public List<Address> addresses(String key) {
        return list(key).stream().map(a -> Address.parse(a).orElseThrow()).toList();
    }

    /** The numbers of a list of networks. */
    public List<Asn> asns(String key) {
        return list(key).stream().map(a -> Asn.parse(a).orElseThrow()).toList();
    }

    /** The lists of a setting that clients can have each for themselves. */
    public ByClient byClient(String key) {
        return ByClient.parse(text(key));
    }

    /** The value of an address of a service, without a slash at its end. */
    public URI url(String key) {
        return URI.create(text(key).replaceAll("/+$", ""));
    }

    /** The value of a file or folder. */
    public Path path(String key) {
        return Path.of(text(key));
    }

    /** The files of a list. */
    public List<Path> paths(String key) {
        return list(key).stream().map(Path::of).toList();
    }

    /** The zone of messages and pages. */
    public ZoneId zone() {
        return ZoneId.of(text("time.zone"));
    }

    /** The folder with this half's route files: the given one, or its subfolder of that half's name. */
    public Path routes(Half half) {
        Path own = path("routes.folder").resolve(half.word() + "-routes");
        return Files.isDirectory(own) ? own : path("routes.folder");
    }

    /** The path of the API, without a slash at its end. */
    public String apiPath() {
        return text("api.path").replaceAll("/+$", "");
    }

    /** All keys and values, for placeholders in routes; values that are not set are left out. */
    public Map<String, String> placeholders() {
        Map<String, String> set = new HashMap<>(values);
        set.values().removeIf(String::isEmpty);
        set.put("api.path", apiPath());
        return set;
    }
}
