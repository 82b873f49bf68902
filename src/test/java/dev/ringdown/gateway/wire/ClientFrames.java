package dev.ringdown.gateway.wire;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of each frame that clients send, with every field filled: as JSON, and what it means. */
final class ClientFrames {
  /**
   * @param json in Protobuf's mapping
   */
  record Sample(String json, FromClient meaning) {}

  private ClientFrames() {}

  static Map<String, Sample> all() {
    Map<String, Sample> all = new LinkedHashMap<>();
    all.put(
        "Hello",
        new Sample(
            "{'hello':{'version':1,'token':'t','device':'d','name':'n','resume':{'sessionId':'s','seen':'7'}}}",
            new FromClient.Hello(1, "t", "d", "n", Optional.of(new FromClient.Resume("s", 7)))));
    all.put("Seen", new Sample("{'seen':{'number':'9'}}", new FromClient.Seen(9)));
    all.put("Ping", new Sample("{'ping':{}}", new FromClient.Ping()));
    all.put("Renew", new Sample("{'renew':{'token':'t'}}", new FromClient.Renew("t")));
    all.put("Close", new Sample("{'close':{}}", new FromClient.Close()));
    requests(all);
    all.replaceAll((name, s) -> new Sample(s.json().replace('\'', '"'), s.meaning()));
    return all;
  }

  private static void requests(Map<String, Sample> all) {
    request(
        all,
        "'invite':{'callType':'VIDEO','callees':[{'user':{'id':'bob','name':'Bob'},'timeout':'20s'}],"
            + "'timeout':'30.500s','customData':'d','room':'r','mode':'GENERAL','glarePolicy':'REJECT',"
            + "'callId':'c'}",
        new Operation.Invite(
            new Invitation(
                CallType.VIDEO,
                callees(),
                Optional.of(Duration.ofMillis(30_500)),
                "d",
                Optional.of("r"),
                Optional.of(CallMode.GENERAL),
                Optional.of(GlarePolicy.REJECT),
                Optional.of("c"))));
    request(
        all,
        "'inviteMore':{'callId':'c','callees':[{'user':{'id':'bob','name':'Bob'},'timeout':'20s'}],"
            + "'timeout':'30s'}",
        new Operation.InviteMore("c", callees(), Optional.of(Duration.ofSeconds(30))));
    request(all, "'accept':{'callId':'c','customData':'d'}", new Operation.Accept("c", "d"));
    request(all, "'decline':{'callId':'c','customData':'d'}", new Operation.Decline("c", "d"));
    request(all, "'busy':{'callId':'c','customData':'d'}", new Operation.Busy("c", "d"));
    request(all, "'ignore':{'callId':'c'}", new Operation.Ignore("c"));
    request(
        all,
        "'cancel':{'callId':'c','invitees':['bob'],'customData':'d'}",
        new Operation.Cancel("c", Set.of("bob"), "d"));
    request(all, "'join':{'callId':'c'}", new Operation.Join("c"));
    request(all, "'quit':{'callId':'c'}", new Operation.Quit("c"));
    request(all, "'end':{'callId':'c'}", new Operation.End("c"));
    request(all, "'getCall':{'callId':'c'}", new Operation.GetCall("c"));
    request(all, "'activeCalls':{}", new Operation.ActiveCalls());
    request(all, "'listMissedCalls':{'offset':2,'limit':50}", new Operation.ListMissedCalls(2, 50));
    request(all, "'missedCallsSeen':{'upTo':'12'}", new Operation.MissedCallsSeen(12));
    request(all, "'missedCallClicked':{'callId':'c'}", new Operation.MissedCallClicked("c"));
    all.put(
        "DialBack",
        new Sample(
            "{'request':{'id':'q','dialBack':{'callId':'c','defaultAction':true}}}",
            new FromClient.Request("q", new Operation.DialBack("c"), true)));
  }

  private static void request(Map<String, Sample> all, String json, Operation meaning) {
    all.put(
        meaning.getClass().getSimpleName(),
        new Sample(
            "{'request':{'id':'q'," + json + "}}", new FromClient.Request("q", meaning, false)));
  }

  private static List<Invitee> callees() {
    return List.of(Invitee.of(CallUser.of("bob", "Bob")).withTimeout(Duration.ofSeconds(20)));
  }
}
