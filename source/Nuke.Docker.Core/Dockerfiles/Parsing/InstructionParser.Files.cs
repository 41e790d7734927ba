using Nuke.Docker.Dockerfiles.Reading;

namespace Nuke.Docker.Dockerfiles.Parsing;

static partial class InstructionParser
{
    static Instruction.Copy Copy(InstructionContext context)
    {
        var (sources, inline, destination) = Transfer(context);
        var flags = FlagSet.Read(context,
            texts: ["chown", "from", "chmod"], lists: ["exclude"], switches: ["link", "parents"]);
        if (flags.Text("from") is { } from && from.Text.Contains('$', StringComparison.Ordinal))
            throw context.Error(
                $"--from={from.Text} cannot hold variables. Name a stage with FROM {from.Text} AS <name>, with ARG "
                + "before the first FROM, and copy from that.");
        return new(context.Written)
        {
            Sources = sources,
            InlineFiles = inline,
            Destination = destination,
            Origin = flags.Text("from"),
            Owner = flags.Text("chown"),
            Mode = flags.Text("chmod"),
            IsLinked = flags.IsOn("link") == true,
            KeepsParents = flags.IsOn("parents") == true,
            Excludes = flags.Texts("exclude"),
        };
    }

    static Instruction.Add Add(InstructionContext context)
    {
        var (sources, inline, destination) = Transfer(context);
        var flags = FlagSet.Read(context,
            texts: ["chown", "chmod", "checksum"], lists: ["exclude"], switches: ["link", "keep-git-dir", "unpack"]);
        return new(context.Written)
        {
            Sources = sources,
            InlineFiles = inline,
            Destination = destination,
            Owner = flags.Text("chown"),
            Mode = flags.Text("chmod"),
            Checksum = flags.Text("checksum"),
            IsLinked = flags.IsOn("link") == true,
            KeepsGitDirectory = flags.IsOn("keep-git-dir"),
            Unpacks = flags.IsOn("unpack"),
            Excludes = flags.Texts("exclude"),
        };
    }

    static (IReadOnlyList<Word> Sources, IReadOnlyList<Heredoc> Inline, Word Destination) Transfer(
        InstructionContext context)
    {
        var words = context.List("at least one source and a destination", least: 2);
        if (HeredocReader.Parse(words[^1].Text) != null)
            throw context.Error("has a here-document as its destination. Put the destination last.");
        var sources = new List<Word>();
        var inline = new List<Heredoc>();
        foreach (var word in words.SkipLast(1))
        {
            if (HeredocReader.Parse(word.Text) is { } mark)
                inline.Add(context.Heredocs.LastOrDefault(heredoc => heredoc.Name == mark.Name) ?? mark);
            else
                sources.Add(word);
        }
        return (sources, inline, words[^1]);
    }
}
