package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.KillSwitchSighting.Result;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.SocketSighting;

/** Scenes in which rules say what they say in no scene of the other tables. */
final class WordScenes {
    private WordScenes() {}

    static Stream<Arguments> scenes() {
        return Stream.of(
                        tried(Result.OPEN, "home"),
                        tried(Result.OPEN),
                        tried(Result.OPEN, "not-looked-up"),
                        tried(Result.NOT_PROVEN),
                        socket(SocketSighting.Kind.OUTBOUND),
                        socket(SocketSighting.Kind.INBOUND),
                        Scene.oldClient("former", "CH"),
                        Scene.oldClient("home-isp", "CH"),
                        Scene.behindVpn().exits("former", "former"),
                        Scene.behindVpn().udp("former", "former"),
                        Scene.behindVpn().udp("home-isp", "home-isp"),
                        Scene.behindVpn().udp("home"),
                        Scene.behindVpn().home(line(Network.Kind.HOSTING, HomeLine.Knowledge.UNKNOWN)),
                        Scene.behindVpn().home(line(Network.Kind.ACCESS, HomeLine.Knowledge.STALE)),
                        Scene.behindVpn()
                                .exits("vpn-of-unknown-country", "vpn-of-unknown-country")
                                .resolver("third"),
                        Scene.behindVpn().exits("home-isp6", "home-isp6"),
                        SameWayRulesTest.echoesAloneSeeTheVpn())
                .map(scene -> Arguments.of("", scene, Set.of()));
    }

    private static Scene tried(Result result, String... seenFrom) {
        KillSwitchSighting sighting = new KillSwitchSighting(
                result,
                "by TCP from 172.20.0.2",
                Stream.of(seenFrom).map(Scene::address).toList());
        return Scene.behindVpn().local(new LocalSigns(Optional.empty(), List.of(), Optional.of(sighting)));
    }

    private static Scene socket(SocketSighting.Kind kind) {
        PathSighting path = new PathSighting(List.of("wg0"), List.of(), List.of(), false, false, false);
        Optional<Address> remote = Optional.of(Scene.address("third"));
        SocketSighting one = new SocketSighting(kind, "tcp", Scene.address("private"), "eth0", remote, 6881, 1);
        return Scene.behindVpn().local(new LocalSigns(Optional.of(path), List.of(one), Optional.empty()));
    }

    private static HomeLine line(Network.Kind kind, HomeLine.Knowledge knowledge) {
        Network network = new Network(Optional.of(new Asn(64505)), "Cloud", kind);
        return new HomeLine(Set.of(), Set.of(), List.of(), Set.of(), network, Set.of(), knowledge, Optional.empty());
    }
}
