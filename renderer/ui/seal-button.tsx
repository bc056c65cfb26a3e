import { Button, type ButtonProps } from 'antd';

const cinnabar = {
  background: 'var(--seal)',
  borderColor: 'var(--seal)',
  color: 'var(--on-seal)',
};

/** The button of a signature: the only red one, so that putting one's name to something never happens by habit. */
export function SealButton(props: Omit<ButtonProps, 'type' | 'color' | 'variant'>) {
  return <Button {...props} type="primary" style={props.disabled === true ? {} : cinnabar} />;
}
