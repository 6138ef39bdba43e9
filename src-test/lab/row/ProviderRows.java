package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.LOCAL;
import static lab.row.Right.SUSPECTED;
import static lab.row.Right.TWO_ROUNDS;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.EXIT_NOT_VERIFIABLE;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.TRAFFIC_ON_HOME_LINE;

import java.util.ArrayList;
import java.util.List;

/** Providers that fail, and that lie. */
final class ProviderRows {
    private static final Setup PLAIN = Setup.PLAIN;

    private static final List<String> PROVIDERS = List.of("ipinfo.io", "ip-api.com", "ipwhois.app");

    private ProviderRows() {}

    /** The echo services. */
    static List<Row> providers() {
        List<Row> rows = new ArrayList<>();
        for (String fault : List.of("500", "429", "hang", "garbage", "portal")) {
            Row row = new Row(
                    "provider-" + fault,
                    "one provider: " + fault,
                    PLAIN,
                    List.of(oneProvider(fault)),
                    quiet().outside(NONE));
            rows.add(fault.equals("500") ? row.inQuick() : row);
        }
        rows.add(new Row(
                "provider-lies",
                "one provider names a third address",
                PLAIN,
                List.of(oneProvider("lie $SITE_V4")),
                quiet().outside(NONE)));
        rows.add(new Row(
                "provider-lies-home",
                "one provider names the home address",
                PLAIN,
                List.of(oneProvider("lie $HOME_V4")),
                quiet().alsoSeen("yellow").outside(NONE)));
        rows.add(new Row(
                "providers-down",
                "all providers down",
                PLAIN,
                List.of(Fault.services("fault all 500", "fault all none")),
                yellow(EXIT_NOT_VERIFIABLE).within(TWO_ROUNDS).outside(NONE)));
        rows.add(new Row(
                "providers-down-tunnel-dropped",
                "all providers down, then the tunnel drops",
                PLAIN,
                List.of(Fault.services("fault all 500", "fault all none"), TunnelFaults.TUNNEL_DROPPED),
                red(TRAFFIC_ON_HOME_LINE, EXIT_ON_HOME_LINE).alarmWithin(LOCAL).within(SUSPECTED)));
        return rows;
    }

    /** One provider, drawn anew for each run. */
    private static Fault oneProvider(String fault) {
        return new Fault(
                "one provider " + fault,
                stage -> stage.core("fault " + drawn(stage) + " " + stage.fill(fault)),
                stage -> stage.core("fault all none"));
    }

    private static String drawn(Stage stage) {
        return PROVIDERS.get(stage.random().nextInt(PROVIDERS.size()));
    }
}
