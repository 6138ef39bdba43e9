package vpnsentinel.check;

import java.util.Optional;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Stores;

/** Finds out whether the server's store answers. */
public final class StoreCheck {
    private static final String WHAT = "server: store";

    private StoreCheck() {}

    /** Looks at it once; changes nothing. */
    public static CheckRow of(Settings settings) {
        Timed<Optional<String>> looked = Timed.of(() -> Stores.trouble(settings));
        return looked.value()
                .map(trouble -> CheckRow.of(
                        WHAT,
                        CheckOutcome.FAILED,
                        trouble,
                        "the server runs without it, but a restart would forget everything"))
                .orElseGet(() -> CheckRow.of(WHAT, CheckOutcome.OK, Stores.place(settings) + " can be read", ""))
                .took(looked.took());
    }
}
