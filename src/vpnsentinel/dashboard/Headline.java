package vpnsentinel.dashboard;

import java.util.Map;

/** The one line on top of the page: the worst that is true of any client. Pure. */
final class Headline {
    private Headline() {}

    /** The verdict on all clients together, with the tone of the worst. */
    static Badge of(Map<Tone, Long> byTone) {
        long red = byTone.getOrDefault(Tone.RED, 0L);
        long silent = byTone.getOrDefault(Tone.SILENT, 0L);
        long yellow = byTone.getOrDefault(Tone.YELLOW, 0L);
        if (red > 0) {
            return Badge.of(Tone.RED, clients(red) + " exposed");
        }
        if (silent > 0) {
            return Badge.of(Tone.SILENT, clients(silent) + " silent");
        }
        if (yellow > 0) {
            return Badge.of(Tone.YELLOW, clients(yellow) + (yellow == 1 ? " needs attention" : " need attention"));
        }
        return calm(byTone.getOrDefault(Tone.GREEN, 0L), byTone.getOrDefault(Tone.STOPPED, 0L));
    }

    private static Badge calm(long green, long stopped) {
        if (green == 0) {
            return Badge.of(Tone.STOPPED, stopped == 0 ? "No clients yet" : "No client is running");
        }
        String words = green == 1 ? "1 client protected" : "All " + clients(green) + " protected";
        return Badge.of(Tone.GREEN, stopped == 0 ? words : words.replace("client", "running client"));
    }

    /** One line below the verdict: what is true of the others. */
    static String rest(Map<Tone, Long> byTone) {
        long all = byTone.values().stream().mapToLong(Long::longValue).sum();
        long green = byTone.getOrDefault(Tone.GREEN, 0L);
        if (all == 0) {
            return "Waiting for the first keepalive.";
        }
        return green == all
                ? "Every address and every resolver is where it should be."
                : green + " of " + all + " protected.";
    }

    private static String clients(long number) {
        return number + (number == 1 ? " client" : " clients");
    }
}
