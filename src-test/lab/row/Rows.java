package lab.row;

import java.util.List;
import java.util.stream.Stream;

/** Every scenario of the laboratory. Each says what is right, whether the product can do it yet or not. */
public final class Rows {
    private Rows() {}

    /** All of them, in the order of the table. */
    public static List<Row> all() {
        return Stream.of(
                        TunnelRows.tunnel(),
                        DnsRows.dns(),
                        TunnelRows.beside(),
                        SameWayRows.sameWay(),
                        VpnRows.vpns(),
                        TunnelRows.exit(),
                        ProviderRows.providers(),
                        HomeRows.home(),
                        TroubleRows.rest(),
                        DefaultRows.all(),
                        OwnRows.own(),
                        BenignRows.benign())
                .flatMap(List::stream)
                .toList();
    }
}
