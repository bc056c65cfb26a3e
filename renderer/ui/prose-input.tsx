import { Input } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import styles from './prose-input.module.css';

/**
 * A field for longer text that grows with it up to twelve lines, then scrolls. It grows by CSS: antd's own `autoSize`
 * writes style attributes, which the content policy refuses.
 */
export function ProseInput(props: Omit<TextAreaProps, 'autoSize'>) {
  return (
    <Input.TextArea
      maxLength={20_000}
      {...props}
      className={`${styles.prose} ${props.className ?? ''}`}
    />
  );
}
