using System.Collections;

namespace Nuke.Common.Utilities.Collections;

public class LookupTable<TKey, TValue> : ILookup<TKey, TValue>
{
    private readonly List<KeyValuePair<TKey, TValue>> _pairs = [];

    public int Count => AsReadOnly().Count;

    public IEnumerable<TValue> this[TKey key]
    {
        get => AsReadOnly()[key];
        set
        {
            Remove(key);
            AddRange(key, value);
        }
    }

    public void Add(TKey key, TValue value) => _pairs.Add(new(key, value));

    public void AddRange(TKey key, IEnumerable<TValue> values) => values.ForEach(x => Add(key, x));

    public void Remove(TKey key) => _pairs.RemoveAll(x => Equals(x.Key, key));

    public void Clear() => _pairs.Clear();

    public bool Contains(TKey key) => AsReadOnly().Contains(key);

    public ILookup<TKey, TValue> AsReadOnly() => _pairs.ToLookup(x => x.Key, x => x.Value);

    public IEnumerator<IGrouping<TKey, TValue>> GetEnumerator() => AsReadOnly().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
