package vpnsentinel.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How many clients have one status. */
public record Count(String tone, String label, long number) {
    static List<Count> of(Map<Tone, Long> byTone) {
        return Arrays.stream(Tone.values())
                .map(tone -> new Count(tone.word(), tone.label(), byTone.getOrDefault(tone, 0L)))
                .toList();
    }
}
