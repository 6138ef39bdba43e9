package conventions;

import demo.ScratchFolder;
import java.util.List;
import java.util.Map;
import support.ClientStage;
import support.RunningServer;
import vpnsentinel.engine.Step;

/** The steps of the halves, as each binds them when it runs. */
final class BoundSteps {
    private BoundSteps() {}

    /** The steps that route files in the folder can name, by name. */
    static List<Step> of(String folder) throws Exception {
        return folder.equals("server-routes") ? ofServer() : ofClient();
    }

    private static List<Step> ofServer() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of())) {
            return server.steps();
        }
    }

    private static List<Step> ofClient() throws Exception {
        try (ScratchFolder folder = new ScratchFolder("sentinel-client-");
                ClientStage client = new ClientStage(folder.path(), "http://127.0.0.1:1")) {
            return client.start().steps();
        }
    }
}
