package dev.ringdown.serialization;

import dev.ringdown.CallSnapshot;
import dev.ringdown.call.Notice;
import dev.ringdown.serialization.proto.UserProto;
import dev.ringdown.user.UserCommand;
import java.time.Instant;
import java.util.Optional;

/** {@link UserCommand} to {@code user.proto} and back, exactly. */
record UserCommandMapper(ActorRefs refs) {
  private static final String REPLY_TO = "reply_to";

  UserProto.UserCommand.Connect toProto(UserCommand.Connect connect) {
    UserProto.UserCommand.Connect.Builder proto =
        UserProto.UserCommand.Connect.newBuilder()
            .setSession(connect.session())
            .setRegistration(connect.registration())
            .setDevice(connect.device())
            .setUser(WordMapper.toProto(connect.user()))
            .setReplyTo(refs.toText(connect.replyTo()));
    connect.heard().map(ProgressMapper::toProto).ifPresent(proto::setHeard);
    if (connect.since() != connect.registration()) {
      proto.setSince(connect.since());
    }
    if (!connect.began().equals(Instant.EPOCH)) {
      proto.setBegan(WordMapper.toProto(connect.began()));
    }
    return proto.build();
  }

  UserCommand.Connect fromProto(UserProto.UserCommand.Connect connect) {
    return new UserCommand.Connect(
        connect.getSession(),
        connect.getRegistration(),
        connect.getSince() == 0 ? connect.getRegistration() : connect.getSince(),
        connect.getDevice(),
        WordMapper.fromProto(connect.getUser()),
        connect.hasHeard()
            ? Optional.of(ProgressMapper.fromProto(connect.getHeard()))
            : Optional.empty(),
        WordMapper.fromProto(connect.getBegan()),
        refs.fromText(connect.getReplyTo(), REPLY_TO));
  }

  UserProto.UserCommand.InviteFor toProto(UserCommand.InviteFor invite) {
    return UserProto.UserCommand.InviteFor.newBuilder()
        .setCaller(WordMapper.toProto(invite.caller()))
        .setDraft(WordMapper.toProto(invite.draft()))
        .setReplyTo(refs.toText(invite.replyTo()))
        .build();
  }

  UserCommand.InviteFor fromProto(UserProto.UserCommand.InviteFor invite) {
    return new UserCommand.InviteFor(
        WordMapper.fromProto(invite.getCaller()),
        WordMapper.fromProto(invite.getDraft()),
        refs.fromText(invite.getReplyTo(), REPLY_TO));
  }

  UserProto.UserCommand.ShowCalls toProto(UserCommand.ShowCalls show) {
    return UserProto.UserCommand.ShowCalls.newBuilder()
        .setReplyTo(refs.toText(show.replyTo()))
        .build();
  }

  UserCommand.ShowCalls fromProto(UserProto.UserCommand.ShowCalls show) {
    return new UserCommand.ShowCalls(refs.fromText(show.getReplyTo(), REPLY_TO));
  }

  UserProto.UserCommand.ShowMissedCalls toProto(UserCommand.ShowMissedCalls show) {
    return UserProto.UserCommand.ShowMissedCalls.newBuilder()
        .setOffset(show.offset())
        .setLimit(show.limit())
        .setReplyTo(refs.toText(show.replyTo()))
        .build();
  }

  UserCommand.ShowMissedCalls fromProto(UserProto.UserCommand.ShowMissedCalls show) {
    return new UserCommand.ShowMissedCalls(
        show.getOffset(), show.getLimit(), refs.fromText(show.getReplyTo(), REPLY_TO));
  }

  UserProto.UserCommand.Disconnect toProto(UserCommand.Disconnect disconnect) {
    UserProto.UserCommand.Disconnect.Builder proto =
        UserProto.UserCommand.Disconnect.newBuilder()
            .setSession(disconnect.session())
            .setRegistration(disconnect.registration())
            .setDelivered(disconnect.delivered())
            .addAllLive(disconnect.live());
    disconnect.replyTo().map(refs::toText).ifPresent(proto::setReplyTo);
    return proto.build();
  }

  UserCommand.Disconnect fromProto(UserProto.UserCommand.Disconnect disconnect) {
    return new UserCommand.Disconnect(
        disconnect.getSession(),
        disconnect.getRegistration(),
        disconnect.getDelivered(),
        disconnect.getLiveList(),
        disconnect.hasReplyTo()
            ? Optional.of(refs.fromText(disconnect.getReplyTo(), REPLY_TO))
            : Optional.empty());
  }

  static UserProto.UserCommand.Invite toProto(UserCommand.Invite invite) {
    return UserProto.UserCommand.Invite.newBuilder()
        .setSession(invite.session())
        .setRequestId(invite.requestId())
        .setDraft(WordMapper.toProto(invite.draft()))
        .build();
  }

  static UserCommand.Invite fromProto(UserProto.UserCommand.Invite invite) {
    return new UserCommand.Invite(
        invite.getSession(), invite.getRequestId(), WordMapper.fromProto(invite.getDraft()));
  }

  static UserProto.UserCommand.InviteMore toProto(UserCommand.InviteMore more) {
    return UserProto.UserCommand.InviteMore.newBuilder()
        .setSession(more.session())
        .setRequestId(more.requestId())
        .setCallId(more.callId())
        .addAllRings(WordMapper.ringsToProto(more.rings()))
        .build();
  }

  static UserCommand.InviteMore fromProto(UserProto.UserCommand.InviteMore more) {
    return new UserCommand.InviteMore(
        more.getSession(),
        more.getRequestId(),
        more.getCallId(),
        WordMapper.ringsFromProto(more.getRingsList()));
  }

  static UserProto.UserCommand.Perform toProto(UserCommand.Perform perform) {
    return UserProto.UserCommand.Perform.newBuilder()
        .setSession(perform.session())
        .setRequestId(perform.requestId())
        .setOperation(OperationMapper.toProto(perform.operation()))
        .build();
  }

  static UserCommand.Perform fromProto(UserProto.UserCommand.Perform perform) {
    return new UserCommand.Perform(
        perform.getSession(),
        perform.getRequestId(),
        OperationMapper.fromProto(perform.getOperation()));
  }

  static UserProto.UserCommand.FindMissedCall toProto(UserCommand.FindMissedCall find) {
    return UserProto.UserCommand.FindMissedCall.newBuilder()
        .setSession(find.session())
        .setRequestId(find.requestId())
        .setCallId(find.callId())
        .build();
  }

  static UserCommand.FindMissedCall fromProto(UserProto.UserCommand.FindMissedCall find) {
    return new UserCommand.FindMissedCall(find.getSession(), find.getRequestId(), find.getCallId());
  }

  static UserProto.UserCommand.Delivered toProto(UserCommand.Delivered delivered) {
    return UserProto.UserCommand.Delivered.newBuilder()
        .setSession(delivered.session())
        .setRegistration(delivered.registration())
        .setNumber(delivered.number())
        .build();
  }

  static UserCommand.Delivered fromProto(UserProto.UserCommand.Delivered delivered) {
    return new UserCommand.Delivered(
        delivered.getSession(), delivered.getRegistration(), delivered.getNumber());
  }

  static UserProto.UserCommand.Overdue toProto(UserCommand.Overdue overdue) {
    return UserProto.UserCommand.Overdue.newBuilder()
        .setSession(overdue.session())
        .setCallId(overdue.callId())
        .build();
  }

  static UserCommand.Overdue fromProto(UserProto.UserCommand.Overdue overdue) {
    return new UserCommand.Overdue(overdue.getSession(), overdue.getCallId());
  }

  static UserProto.UserCommand.Here toProto(UserCommand.Here here) {
    return UserProto.UserCommand.Here.newBuilder().setSession(here.session()).build();
  }

  static UserCommand.Here fromProto(UserProto.UserCommand.Here here) {
    return new UserCommand.Here(here.getSession());
  }

  static UserProto.UserCommand.Announcement toProto(UserCommand.Announcement announcement) {
    CallSnapshot call = announcement.call();
    Around around = Around.of(call);
    UserProto.UserCommand.Announcement.Builder proto =
        UserProto.UserCommand.Announcement.newBuilder()
            .setIncarnation(announcement.incarnation())
            .setCall(SnapshotMapper.toProto(call));
    if (!announcement.callId().equals(call.callId())) {
      proto.setCallId(announcement.callId());
    }
    for (UserCommand.Entry entry : announcement.entries()) {
      proto.addEntries(toProto(entry, around));
    }
    return proto.build();
  }

  static UserCommand.Announcement fromProto(UserProto.UserCommand.Announcement announcement) {
    CallSnapshot call = SnapshotMapper.fromProto(announcement.getCall());
    Around around = Around.of(call);
    return new UserCommand.Announcement(
        announcement.hasCallId() ? announcement.getCallId() : call.callId(),
        announcement.getIncarnation(),
        call,
        announcement.getEntriesList().stream().map(e -> fromProto(e, around)).toList());
  }

  private static UserProto.UserCommand.Entry toProto(UserCommand.Entry entry, Around around) {
    UserProto.UserCommand.Entry.Builder proto =
        UserProto.UserCommand.Entry.newBuilder()
            .setNumber(entry.number())
            .setRevision(entry.revision());
    for (Notice notice : entry.notices()) {
      proto.addNotices(NoticeMapper.toProto(notice, around));
    }
    return proto.build();
  }

  private static UserCommand.Entry fromProto(UserProto.UserCommand.Entry entry, Around around) {
    return new UserCommand.Entry(
        entry.getNumber(),
        entry.getRevision(),
        entry.getNoticesList().stream().map(n -> NoticeMapper.fromProto(n, around)).toList());
  }

  static UserProto.UserCommand.Renewal toProto(UserCommand.Renewal renewal) {
    return UserProto.UserCommand.Renewal.newBuilder()
        .setCallId(renewal.callId())
        .setIncarnation(renewal.incarnation())
        .setRings(renewal.rings())
        .build();
  }

  static UserCommand.Renewal fromProto(UserProto.UserCommand.Renewal renewal) {
    return new UserCommand.Renewal(
        renewal.getCallId(), renewal.getIncarnation(), renewal.getRings());
  }

  static UserProto.UserCommand.Answer toProto(UserCommand.Answer answer) {
    return UserProto.UserCommand.Answer.newBuilder()
        .setSession(answer.session())
        .setRequestId(answer.requestId())
        .setResult(ResultMapper.toProto(answer.result()))
        .build();
  }

  static UserCommand.Answer fromProto(UserProto.UserCommand.Answer answer) {
    return new UserCommand.Answer(
        answer.getSession(), answer.getRequestId(), ResultMapper.fromProto(answer.getResult()));
  }

  static UserProto.UserCommand.Passivated toProto(UserCommand.Passivated passivated) {
    return UserProto.UserCommand.Passivated.getDefaultInstance();
  }

  static UserCommand.Passivated fromProto(UserProto.UserCommand.Passivated passivated) {
    return new UserCommand.Passivated();
  }

  static UserProto.UserCommand.Remember toProto(UserCommand.Remember remember) {
    return UserProto.UserCommand.Remember.newBuilder().setCallId(remember.callId()).build();
  }

  static UserCommand.Remember fromProto(UserProto.UserCommand.Remember remember) {
    return new UserCommand.Remember(remember.getCallId());
  }
}
