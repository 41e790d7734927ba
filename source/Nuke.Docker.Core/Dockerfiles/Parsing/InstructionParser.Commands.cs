using System.Globalization;
using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

static partial class InstructionParser
{
    static readonly string[] _networks = ["default", "none", "host"];
    static readonly string[] _securities = ["sandbox", "insecure"];

    static Instruction.Run Run(InstructionContext context)
    {
        var flags = FlagSet.Read(context, texts: ["network", "security"], lists: ["mount", "device"]);
        return new(context.Written, InstructionContext.Command(context.Arguments))
        {
            Mounts = [.. flags.Texts("mount").Select(text => MountParser.Parse(context, text))],
            Network = OneOf(context, "network", flags.Text("network"), _networks),
            Security = OneOf(context, "security", flags.Text("security"), _securities),
            Devices = flags.Texts("device"),
        };
    }

    static Instruction.Cmd Cmd(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, InstructionContext.Command(context.Arguments));
    }

    static Instruction.Entrypoint Entrypoint(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return new(context.Written, InstructionContext.Command(context.Arguments));
    }

    static Instruction.Shell Shell(InstructionContext context)
    {
        _ = FlagSet.Read(context);
        return JsonWords.Read(context.Arguments) is { Count: > 0 } words
            ? new(context.Written, words)
            : throw context.Error("needs a JSON array with at least one string: SHELL [\"/bin/sh\", \"-c\"].");
    }

    static Instruction.Healthcheck Healthcheck(InstructionContext context)
    {
        if (Blanks.Split(context.Arguments) is not [var type, ..])
            throw context.Error("needs CMD and a command, or NONE.");
        var command = InstructionContext.Command(context.Arguments.From(type.Text.Length).Trim());
        switch (type.Text.ToUpperInvariant())
        {
            case "NONE" when command.Words.Count == 0:
                return new(context.Written, null);
            case "NONE":
                throw context.Error("NONE takes no arguments.");
            case "CMD" when command.Words.Count == 0:
                throw context.Error("CMD needs a command.");
            case "CMD":
                break;
            default:
                throw context.Error($"takes CMD or NONE, not '{type.Text}'.");
        }
        var flags = FlagSet.Read(context, texts: ["interval", "timeout", "start-period", "start-interval", "retries"]);
        return new(context.Written, command)
        {
            Interval = Duration(context, flags, "interval"),
            Timeout = Duration(context, flags, "timeout"),
            StartPeriod = Duration(context, flags, "start-period"),
            StartInterval = Duration(context, flags, "start-interval"),
            Retries = Retries(context, flags.Text("retries")),
        };
    }

    static TimeSpan Duration(InstructionContext context, FlagSet flags, string name)
    {
        if (flags.Text(name) is not { } text)
            return TimeSpan.Zero;
        if (!GoDuration.TryParse(text.Text, out var duration))
            throw context.Error(
                $"--{name}={text.Text} is not a duration. Write a number and a unit, such as 1m30s or 500ms.");
        return duration == TimeSpan.Zero || duration >= TimeSpan.FromMilliseconds(1)
            ? duration
            : throw context.Error($"--{name}={text.Text} is less than 1ms.");
    }

    static int Retries(InstructionContext context, Word? text) =>
        text == null ? 0
        : int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var retries)
            && retries >= 0
            ? retries
            : throw context.Error($"--retries={text.Text} is not a number from 0 on.");

    static string OneOf(InstructionContext context, string flag, Word? value, string[] known) =>
        value == null ? known[0]
        : known.Contains(value.Text) ? value.Text
        : throw context.Error($"--{flag}={value.Text} does not exist.{Suggestion.For(value.Text, known)}");
}
