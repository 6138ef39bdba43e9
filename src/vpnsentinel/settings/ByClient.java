package vpnsentinel.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list for all clients, and lists of their own for some: {@code SE, NL; office-vpn=CH; lab=SE, DE}. A client with a list
 * of its own does not follow the one for all.
 *
 * @param forAll the list of everybody else
 * @param own the lists by client id
 */
public record ByClient<T>(List<T> forAll, Map<String, List<T>> own) {
    private static final Pattern SECTION = Pattern.compile("(?:\\s*([a-zA-Z0-9._-]{1,100})\\s*=)?([^=]*)");

    public ByClient {
        forAll = List.copyOf(forAll);
        own = Map.copyOf(own);
    }

    /** The lists that the text spells; empty unless each is whole, none of a client empty, and none is there twice. */
    static <T> Optional<ByClient<T>> parse(String text, Function<String, Optional<T>> part) {
        List<List<T>> forAll = new ArrayList<>();
        Map<String, List<T>> own = new HashMap<>();
        for (String section : text.split(";")) {
            Matcher match = SECTION.matcher(section);
            Optional<List<T>> list =
                    match.matches() ? ListType.all(match.group(2).split(","), part) : Optional.empty();
            boolean mine = match.matches() && match.group(1) != null;
            if (list.isEmpty() || (mine && list.get().isEmpty())) {
                return Optional.empty();
            }
            if (mine && own.put(match.group(1), list.get()) != null) {
                return Optional.empty();
            }
            if (!mine && !section.isBlank()) {
                forAll.add(list.get());
            }
        }
        return forAll.size() > 1
                ? Optional.empty()
                : Optional.of(new ByClient<>(forAll.isEmpty() ? List.of() : forAll.get(0), own));
    }

    /** The same lists of other values. */
    <S> ByClient<S> map(Function<? super T, S> each) {
        Map<String, List<S>> others = new HashMap<>();
        own.forEach((id, list) -> others.put(id, list.stream().map(each).toList()));
        return new ByClient<>(forAll.stream().map(each).toList(), others);
    }

    /** The list that holds for the client. */
    public List<T> of(String clientId) {
        return own.getOrDefault(clientId, forAll);
    }
}
