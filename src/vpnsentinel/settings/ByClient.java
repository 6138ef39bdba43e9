package vpnsentinel.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A list for all clients, and lists of their own for some: {@code SE, NL; office-vpn=CH; lab=SE, DE}. A client with a list
 * of its own does not follow the one for all.
 *
 * @param forAll the list of everybody else
 * @param own the lists by client id
 */
public record ByClient(List<String> forAll, Map<String, List<String>> own) {
    private static final Pattern CLIENT = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

    public ByClient {
        forAll = List.copyOf(forAll);
        own = Map.copyOf(own);
    }

    /** The lists that the text spells. */
    static ByClient parse(String text) {
        List<String> forAll = List.of();
        Map<String, List<String>> own = new HashMap<>();
        for (String section : text.split(";")) {
            int equals = section.indexOf('=');
            if (equals >= 0) {
                own.put(section.substring(0, equals).strip(), parts(section.substring(equals + 1)));
            } else if (!section.isBlank()) {
                forAll = parts(section);
            }
        }
        return new ByClient(forAll, own);
    }

    /** Whether the text spells lists of such parts: at most one for all, at most one a client, none of them empty. */
    static boolean isFine(String text, Predicate<String> part) {
        long forAll = Arrays.stream(text.split(";"))
                .filter(section -> !section.isBlank() && section.indexOf('=') < 0)
                .count();
        long named = text.chars().filter(c -> c == '=').count();
        ByClient lists = parse(text);
        return forAll <= 1
                && lists.own.size() == named
                && lists.own.keySet().stream().allMatch(id -> CLIENT.matcher(id).matches())
                && lists.own.values().stream()
                        .allMatch(list -> !list.isEmpty() && list.stream().allMatch(part))
                && lists.forAll.stream().allMatch(part);
    }

    private static List<String> parts(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** The list that holds for the client. */
    public List<String> of(String clientId) {
        return own.getOrDefault(clientId, forAll);
    }
}
