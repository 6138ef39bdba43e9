package vpnsentinel.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds variables that look like settings of this product and are none: whoever set them believes that they do something. */
final class UnknownNames {
    private static final Pattern OURS = Pattern.compile("(?i)(?:VPN_?SENTINEL|VPN_SENTINAL)_.+");
    private static final Pattern TELEGRAM = Pattern.compile("(?i)TELEGRAM_.+");

    /** What the Python product knows and what has no meaning here: its tests, its window of a minute, its version. */
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "VPN_SENTINEL_SERVER_RATE_LIMIT_WINDOW",
            "VPN_SENTINEL_SERVER_HOST",
            "VPN_SENTINEL_SERVER_TESTS",
            "VPN_SENTINEL_E2E",
            "VPN_SENTINEL_VERSION",
            "VPN_SENTINEL_COMMIT_HASH");

    /** Names that older versions of the Python product had. */
    private static final Map<String, String> FORMER = Map.of(
            "VPN_SENTINEL_SERVER_API_BASE_URL", "VPN_SENTINEL_URL",
            "VPN_SENTINEL_SERVER_API_PATH", "VPN_SENTINEL_API_PATH");

    /** Container platforms describe a service of the name vpn-sentinel so. */
    private static final Pattern OF_A_PLATFORM = Pattern.compile(
            ".*_(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?" + "|PORT_\\d+_(?:TCP|UDP)(?:_(?:ADDR|PORT|PROTO))?|ENV_\\w+)");

    private static final int LETTERS_A_SLIP = 4;

    private final Set<String> known = new TreeSet<>();

    UnknownNames(Collection<Declaration> declarations) {
        for (Declaration each : declarations) {
            known.addAll(each.names());
            if (each.kind().isSecret()) {
                each.names().forEach(name -> known.add(name + "_FILE"));
            }
        }
    }

    /** A warning for each such variable that has a value, in alphabetical order. */
    List<SettingsWarning> in(Environment environment) {
        List<SettingsWarning> found = new ArrayList<>();
        for (String name : new TreeSet<>(environment.values().keySet())) {
            String value = environment.value(name);
            if (!value.isEmpty() && !known.contains(name) && !isOfOthers(name, value)) {
                warning(name).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isOfOthers(String name, String value) {
        boolean link = name.endsWith("_PORT") && value.matches("(?:tcp|udp)://.*");
        return WITHOUT_MEANING.contains(name)
                || link
                || OF_A_PLATFORM.matcher(name).matches();
    }

    private Optional<SettingsWarning> warning(String name) {
        Optional<String> meant = meant(name);
        if (OURS.matcher(name).matches()) {
            return Optional.of(new SettingsWarning(
                    name,
                    "there is no such setting, so it changes nothing"
                            + meant.map(near -> "; did you mean " + near + "?")
                                    .orElse("; .env.example names them all")));
        }
        return TELEGRAM.matcher(name).matches()
                ? meant.map(near -> new SettingsWarning(
                        name, "there is no such setting, so it changes nothing; did you mean " + near + "?"))
                : Optional.empty();
    }

    private Optional<String> meant(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replaceFirst("^VPN_?SENTIN[AE]L_", "VPN_SENTINEL_");
        if (FORMER.containsKey(upper)) {
            return Optional.ofNullable(FORMER.get(upper));
        }
        if (known.contains(upper)) {
            return Optional.of(upper);
        }
        Map<String, String> cores = new LinkedHashMap<>();
        known.forEach(each -> cores.putIfAbsent(core(each), each));
        String core = core(upper);
        return Spelling.nearest(core, cores.keySet(), Math.max(2, core.length() / LETTERS_A_SLIP))
                .or(() -> withTheSameWords(core, cores.keySet()))
                .map(cores::get);
    }

    /** What distinguishes a name: without the product and the half at its beginning. */
    private static String core(String name) {
        return name.replaceFirst("^VPN_SENTINEL_", "").replaceFirst("^(?:SERVER|CLIENT|WEB|TELEGRAM)_(?=.)", "");
    }

    /** The shortest of those that have all the words, or all but one of them. */
    private static Optional<String> withTheSameWords(String core, Collection<String> cores) {
        Set<String> words = words(core);
        List<String> all =
                cores.stream().filter(each -> words(each).containsAll(words)).toList();
        List<String> candidates = !all.isEmpty()
                ? all
                : cores.stream()
                        .filter(each -> words(each).size() > 1 && words.containsAll(words(each)))
                        .toList();
        return candidates.stream()
                .min(Comparator.comparing((String each) -> !each.startsWith(core))
                        .thenComparing(each -> Math.abs(words(each).size() - words.size()))
                        .thenComparing(each -> each));
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.split("_")).collect(Collectors.toSet());
    }
}
