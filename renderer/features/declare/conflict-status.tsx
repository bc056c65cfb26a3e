import type { ConflictState } from '../../../shared/domain/conflict.ts';
import { useText } from '../../text.ts';
import { type Shape, Status, type Tone } from '../../ui/glyph.tsx';

const looks: Readonly<Record<ConflictState['state'], { shape: Shape; tone: Tone }>> = {
  undeclared: { shape: 'empty', tone: 'caution' },
  none: { shape: 'check', tone: 'accent' },
  disclosed: { shape: 'half', tone: 'caution' },
  recused: { shape: 'locked', tone: 'faint' },
  'recused-by-center': { shape: 'locked', tone: 'faint' },
};

/** Where somebody stands towards an application, in a shape and a word. */
export function ConflictStatus(props: { readonly conflict: ConflictState }) {
  const { t } = useText();
  const { state } = props.conflict;
  return <Status {...looks[state]} word={t(`declare.state.${state}`)} />;
}
