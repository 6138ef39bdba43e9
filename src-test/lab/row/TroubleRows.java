package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.LOCAL;
import static lab.row.Right.ROUND;
import static lab.row.Right.TO_START;
import static lab.row.Right.greenAtFirst;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.silent;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.PROXY_NOT_TRUSTED;
import static vpnsentinel.network.Fact.RESOLVER_SILENT;
import static vpnsentinel.network.Fact.TWO_CLIENTS_ONE_ID;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What else goes wrong: messages, restarts, clocks, bad lines. */
final class TroubleRows {
    private static final Setup PLAIN = Setup.PLAIN;

    /** With the six rounds in which nothing may be told, longer than three rounds and the grace of half a minute. */
    private static final Duration UNTIL_SILENT = Duration.ofSeconds(25);

    private TroubleRows() {}

    /** Everything else. */
    static List<Row> rest() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "server-unreachable",
                "the server is unreachable for a while",
                PLAIN,
                List.of(HomeFaults.SERVER_UNREACHABLE),
                silent().outside(NONE)));
        for (String fault : List.of("down", "429 5", "500", "hang")) {
            Row row = new Row(
                            "telegram-" + fault.split(" ")[0] + "-during-leak",
                            "Telegram " + fault.split(" ")[0] + " for ten seconds during a leak",
                            PLAIN,
                            List.of(Fault.services("bot " + fault, "bot ok"), TunnelFaults.EVERYTHING_FALLS_BACK),
                            red(EXIT_ON_HOME_LINE)
                                    .once()
                                    .within(ROUND, Duration.ofSeconds(40))
                                    .alarmWithin(LOCAL))
                    .then(Fault.pause(Duration.ofSeconds(10)), Fault.services("bot ok", "bot ok"));
            rows.add(fault.equals("down") ? row.inQuick() : row);
        }
        rows.addAll(restarts());
        rows.add(new Row(
                "two-clients-one-id",
                "another client starts under the same id",
                PLAIN,
                List.of(ProductFaults.TWIN_STARTED),
                yellow(TWO_CLIENTS_ONE_ID)
                        .within(TO_START)
                        .backWithin(Duration.ZERO)
                        .outside(NONE)));
        rows.add(new Row(
                        "proxy-not-trusted",
                        "the server behind a reverse proxy that it was not told of",
                        PLAIN.client("VPN_SENTINEL_URL", "http://home.example.net:5001"),
                        List.of(),
                        greenAtFirst(PROXY_NOT_TRUSTED).outside(NONE))
                .before(HomeFaults.PROXY));
        rows.add(new Row(
                "clock-jump",
                "the clocks of server and client jump by three hours",
                PLAIN.withFalseClock(),
                List.of(ProductFaults.CLOCK_JUMPED),
                quiet().outside(NONE)));
        rows.add(new Row(
                        "clock-set-back",
                        "the client's clock is set back by three hours, and rounds alone tell that it lives",
                        PLAIN.withFalseClock().client("VPN_SENTINEL_WATCH_INTERVAL", "0"),
                        List.of(ProductFaults.CLIENT_CLOCK_SET_BACK),
                        quiet().outside(NONE))
                .then(Fault.pause(UNTIL_SILENT)));
        rows.add(new Row(
                "server-clock-set-back",
                "the server's clock is set back by three hours, then the tunnel drops",
                PLAIN.withFalseClock(),
                List.of(ProductFaults.SERVER_CLOCK_SET_BACK, TunnelFaults.TUNNEL_DROPPED),
                red(EXIT_ON_HOME_LINE).within(LOCAL)));
        rows.add(new Row(
                "server-clock-set-back-silence",
                "the server's clock is set back by three hours, then the tunnel drops behind a closed kill switch",
                PLAIN.withFalseClock(),
                List.of(ProductFaults.SERVER_CLOCK_SET_BACK, TunnelFaults.KILL_SWITCH, TunnelFaults.TUNNEL_DROPPED),
                silent().outside(NONE)));
        rows.add(new Row(
                        "bad-line",
                        "30 % of the tunnel's packets lost, 400 ms late, for a minute",
                        PLAIN,
                        List.of(TunnelFaults.BAD_LINE),
                        quiet().alsoSeen("yellow", "silent")
                                .never("leak", "expose", "🔴", "finds no host")
                                .neverFound(RESOLVER_SILENT)
                                .outside(NONE))
                .then(Fault.pause(Duration.ofSeconds(30))));
        return rows;
    }

    private static List<Row> restarts() {
        List<Row> rows = new ArrayList<>();
        Expected once =
                red(EXIT_ON_HOME_LINE).once().within(ROUND).alarmWithin(LOCAL).never("first time");
        rows.add(new Row(
                        "server-restart",
                        "restart of the server in the middle of a leak",
                        PLAIN,
                        List.of(TunnelFaults.EVERYTHING_FALLS_BACK),
                        once)
                .then(Fault.pause(Duration.ofSeconds(10)), ProductFaults.SERVER_RESTARTED));
        rows.add(new Row(
                        "client-restart",
                        "restart of the client in the middle of a leak",
                        PLAIN,
                        List.of(TunnelFaults.EVERYTHING_FALLS_BACK),
                        once)
                .then(Fault.pause(Duration.ofSeconds(10)), ProductFaults.CLIENT_RESTARTED));
        rows.add(new Row(
                        "both-restart",
                        "restart of both in the middle of a leak",
                        PLAIN,
                        List.of(TunnelFaults.EVERYTHING_FALLS_BACK),
                        once)
                .then(
                        Fault.pause(Duration.ofSeconds(10)),
                        ProductFaults.SERVER_KILLED,
                        ProductFaults.CLIENT_RESTARTED));
        return rows;
    }
}
