package lab.core;

import java.util.Arrays;
import java.util.List;
import vpnsentinel.network.Address;

/** How a service misbehaves. */
sealed interface Fault {
    /** Status 500, 429, or 403 in the service's own form. */
    record Status(int code) implements Fault {}

    /** It answers as if the caller had this address. */
    record Lie(Address address) implements Fault {}

    /** Faults without an address or a number. */
    enum Plain implements Fault {
        /** It works. */
        NONE,
        /** It takes the request and never answers. */
        HANG,
        /** It answers bytes that are not the format. */
        GARBAGE,
        /** Somebody else's login page answers in its place, with status 200. */
        PORTAL,
        /** It closes the connection without a word. */
        REFUSE
    }

    /** The fault that the words spell: {@code hang}, {@code 429}, {@code lie 203.0.113.7}. */
    static Fault parse(List<String> words) {
        if (words.size() == 2 && words.get(0).equals("lie")) {
            return new Lie(Address.parse(words.get(1))
                    .orElseThrow(() -> new IllegalArgumentException("no address: " + words.get(1))));
        }
        String word = String.join(" ", words);
        return switch (word) {
            case "500", "429", "403" -> new Status(Integer.parseInt(word));
            case "none", "hang", "garbage", "portal", "refuse" ->
                Arrays.stream(Plain.values())
                        .filter(each -> each.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow();
            default -> throw new IllegalArgumentException("no fault: " + word);
        };
    }
}
